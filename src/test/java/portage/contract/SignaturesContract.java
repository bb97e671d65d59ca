package portage.contract;

import java.util.Base64;
import portage.crypto.DidKey;
import portage.crypto.Signatures;

/** What every {@link Signatures} does; vectors of bluesky-social/atproto-interop-tests (CC0). */
public final class SignaturesContract extends Contract {
  private static final String MESSAGE = "oWVoZWxsb2V3b3JsZA";
  private static final String P256_KEY = "did:key:zDnaembgSGUhZULN2Caob4HLJPaxBh92N7rtH21TErzqf8HQo";
  private static final String P256_SIGNATURE =
      "2vZNsG3UKvvO/CDlrdvyZRISOFylinBh0Jupc6KcWoJWExHptCfduPleDbG3rko3YZnn9Lw0IjpixVmexJDegg";
  private static final String P256_ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  private static final String K256_KEY = "did:key:zQ3shqwJEJyMBsBXCWyCBpUBMqxcon9oHB7mCvx4sSpMdLJwc";
  private static final String K256_SIGNATURE =
      "5WpdIuEUUfVUYaozsi8G0B3cWO09cgZbIIwg1t2YKdUn/FEznOndsz/qgiYb89zwxYCbB71f7yQK5Lr7NasfoA";
  private static final String K256_ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

  private final Signatures signatures;

  public SignaturesContract(Signatures signatures) {
    this.signatures = signatures;
    add("p256SignatureIsValid", () -> valid(P256_KEY, P256_SIGNATURE));
    add("k256SignatureIsValid", () -> valid(K256_KEY, K256_SIGNATURE));
    add("p256HighTwinIsRefused", () -> highTwinIsRefused(P256_KEY, P256_SIGNATURE, P256_ORDER));
    add("k256HighTwinIsRefused", () -> highTwinIsRefused(K256_KEY, K256_SIGNATURE, K256_ORDER));
    add("p256ChangedIsFalse", () -> changedIsFalse(P256_KEY, P256_SIGNATURE));
    add("k256ChangedIsFalse", () -> changedIsFalse(K256_KEY, K256_SIGNATURE));
    add("p256MalformedIsFalse", () -> malformedIsFalse(P256_KEY));
    add("k256MalformedIsFalse", () -> malformedIsFalse(K256_KEY));
    add("pointOffTheCurveIsFalse", this::pointOffTheCurveIsFalse);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64 + "==".substring(0, (4 - base64.length() % 4) % 4));
  }

  private void valid(String key, String signature) throws Exception {
    DidKey parsed = DidKey.parse(key);
    check(signatures.verify(parsed, bytes(MESSAGE), bytes(signature)), "refused by the adapter");
    check(parsed.verify(signatures, bytes(MESSAGE), bytes(signature)), "refused by the key");
  }

  private void highTwinIsRefused(String key, String signature, String order) throws Exception {
    byte[] twin = bytes(signature);
    int borrow = 0;
    for (int i = 31; i >= 0; i--) {
      int n = Integer.parseInt(order.substring(2 * i, 2 * i + 2), 16);
      int difference = n - (twin[32 + i] & 255) - borrow;
      borrow = difference < 0 ? 1 : 0;
      twin[32 + i] = (byte) difference;
    }
    check(!DidKey.parse(key).verify(signatures, bytes(MESSAGE), twin), "high S accepted");
  }

  private void changedIsFalse(String key, String signature) throws Exception {
    DidKey parsed = DidKey.parse(key);
    byte[] message = bytes(MESSAGE);
    message[3] ^= 1;
    check(!signatures.verify(parsed, message, bytes(signature)), "other message accepted");
    for (int i = 0; i < 64; i += 9) {
      byte[] changed = bytes(signature);
      changed[i] ^= 4;
      check(!signatures.verify(parsed, bytes(MESSAGE), changed), "changed byte " + i + " accepted");
    }
    check(!signatures.verify(parsed, new byte[0], bytes(signature)), "empty message accepted");
  }

  private void malformedIsFalse(String key) throws Exception {
    DidKey parsed = DidKey.parse(key);
    for (int length : new int[] {0, 1, 63, 64, 65, 72}) {
      check(!signatures.verify(parsed, bytes(MESSAGE), new byte[length]), length + " zeros accepted");
    }
    byte[] ones = new byte[64];
    java.util.Arrays.fill(ones, (byte) -1);
    check(!signatures.verify(parsed, bytes(MESSAGE), ones), "numbers above the order accepted");
  }

  private void pointOffTheCurveIsFalse() throws Exception {
    for (String text : new String[] {P256_KEY, K256_KEY}) {
      DidKey key = DidKey.parse(text);
      String signature = text.equals(P256_KEY) ? P256_SIGNATURE : K256_SIGNATURE;
      for (int i = 0; i < 8; i++) {
        byte[] point = key.compressed().clone();
        point[32] += i + 1;
        check(!signatures.verify(DidKey.of(key.curve(), point), bytes(MESSAGE), bytes(signature)), "accepted");
      }
    }
  }
}
