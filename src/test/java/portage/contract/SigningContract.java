package portage.contract;

import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.LowS;
import portage.crypto.PrivateKey;
import portage.crypto.Signatures;
import portage.crypto.Signing;

/** What every {@link Signing} does; the published keys are those of bluesky-social/atproto-interop-tests (CC0). */
public final class SigningContract extends Contract {
  private static final int ROUNDS = 12;

  private final Signing signing;
  private final Signatures signatures;

  public SigningContract(Signing signing, Signatures signatures) {
    this.signing = signing;
    this.signatures = signatures;
    add("publicKeysOfPublishedPrivateKeys", this::publicKeysOfPublishedPrivateKeys);
    add("publicKeysAtTheEdgesOfP256", this::publicKeysAtTheEdgesOfP256);
    add("p256SignatureIsGoodAndLow", () -> signatureIsGoodAndLow(Curve.P256));
    add("k256SignatureIsGoodAndLow", () -> signatureIsGoodAndLow(Curve.K256));
    add("p256NewKeysDiffer", () -> newKeysDiffer(Curve.P256));
    add("k256NewKeysDiffer", () -> newKeysDiffer(Curve.K256));
    add("wipedKeySignsNothing", this::wipedKeySignsNothing);
  }

  private static PrivateKey key(Curve curve, String hex) {
    byte[] scalar = new byte[PrivateKey.BYTES];
    for (int i = 0; i < scalar.length; i++) {
      scalar[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return PrivateKey.of(curve, scalar);
  }

  private void isPublic(String didKey, Curve curve, String hex) throws Exception {
    String got = signing.publicKey(key(curve, hex)).toString();
    check(got.equals(didKey), got + " for " + didKey);
  }

  private void publicKeysOfPublishedPrivateKeys() throws Exception {
    isPublic("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", Curve.K256,
        "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c");
    isPublic("did:key:zQ3shtxV1FrJfhqE1dvxYRcCknWNjHc3c5X1y3ZSoPDi2aur2", Curve.K256,
        "f0f4df55a2b3ff13051ea814a8f24ad00f2e469af73c363ac7e9fb999a9072ed");
    // The W3C's key 9p4VRzdmhsnq869vQjVCTrRry7u4TtfRxhvBFJTGU2Cp.
    isPublic("did:key:zDnaeTiq1PdzvZXUaMdezchcMJQpBdH2VN4pgrrEhMCCbmwSb", Curve.P256,
        "82ebbd63ebbd9ff60141a69bd4c9be282f2415e8eafa9d42c0ed396daccca979");
  }

  /** 1, 2, 3 and n - 1: the base point itself, its double, what comes after, and the base point with the other y. */
  private void publicKeysAtTheEdgesOfP256() throws Exception {
    String zeros = "00000000000000000000000000000000000000000000000000000000000000";
    String x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    isPoint("03" + x, zeros + "01");
    isPoint("037cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978", zeros + "02");
    isPoint("025ecbe4d1a6330a44c8f7ef951d4bf165e6c6b721efada985fb41661bc6e7fd6c", zeros + "03");
    isPoint("02" + x, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550");
  }

  private void isPoint(String hex, String scalarHex) throws Exception {
    byte[] point = new byte[DidKey.COMPRESSED_BYTES];
    for (int i = 0; i < point.length; i++) {
      point[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    isPublic(DidKey.of(Curve.P256, point).toString(), Curve.P256, scalarHex);
  }

  private void signatureIsGoodAndLow(Curve curve) throws Exception {
    PrivateKey key = signing.newKey(curve);
    DidKey publicKey = signing.publicKey(key);
    for (int i = 0; i < ROUNDS; i++) { // half of them come out high
      byte[] message = {1, 2, 3, (byte) i};
      byte[] signature = key.sign(signing, message);
      check(LowS.isLow(curve, signature), "high S");
      check(publicKey.verify(signatures, message, signature), "not its own signature");
      check(!publicKey.verify(signatures, new byte[] {1}, signature), "good for another message");
    }
  }

  private void newKeysDiffer(Curve curve) throws Exception {
    DidKey one = signing.publicKey(signing.newKey(curve));
    check(one.curve() == curve, "of another curve");
    check(!one.equals(signing.publicKey(signing.newKey(curve))), "the same key twice");
  }

  private void wipedKeySignsNothing() throws Exception {
    for (Curve curve : Curve.values()) {
      PrivateKey key = signing.newKey(curve);
      key.wipe();
      check(key.isWiped(), "not wiped");
      try {
        key.sign(signing, new byte[] {1});
      } catch (IllegalStateException e) {
        continue;
      }
      check(false, "signed");
    }
  }
}
