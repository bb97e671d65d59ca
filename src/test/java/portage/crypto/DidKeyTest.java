package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portage.jvm.BouncySignatures;

class DidKeyTest {
  private static final Signatures SIGNATURES = new BouncySignatures();
  private static final byte[] MESSAGE = Vectors.base64("oWVoZWxsb2V3b3JsZA");
  private static final String P256_KEY = "did:key:zDnaembgSGUhZULN2Caob4HLJPaxBh92N7rtH21TErzqf8HQo";
  private static final byte[] P256_SIGNATURE = Vectors.base64(
      "2vZNsG3UKvvO/CDlrdvyZRISOFylinBh0Jupc6KcWoJWExHptCfduPleDbG3rko3YZnn9Lw0IjpixVmexJDegg");
  private static final String K256_KEY = "did:key:zQ3shqwJEJyMBsBXCWyCBpUBMqxcon9oHB7mCvx4sSpMdLJwc";
  private static final byte[] K256_SIGNATURE = Vectors.base64(
      "5WpdIuEUUfVUYaozsi8G0B3cWO09cgZbIIwg1t2YKdUn/FEznOndsz/qgiYb89zwxYCbB71f7yQK5Lr7NasfoA");

  @Test
  void publishedSignaturesVerify() throws Exception {
    assertTrue(DidKey.parse(P256_KEY).verify(SIGNATURES, MESSAGE, P256_SIGNATURE));
    assertTrue(DidKey.parse(K256_KEY).verify(SIGNATURES, MESSAGE, K256_SIGNATURE));
  }

  @Test
  void highSTwinsFailThoughThePortTakesThem() throws Exception {
    byte[] p256 = SigningKey.highS(Curve.P256, P256_SIGNATURE);
    assertTrue(SIGNATURES.verify(DidKey.parse(P256_KEY), MESSAGE, p256));
    assertFalse(DidKey.parse(P256_KEY).verify(SIGNATURES, MESSAGE, p256));
    byte[] k256 = SigningKey.highS(Curve.K256, K256_SIGNATURE);
    assertTrue(SIGNATURES.verify(DidKey.parse(K256_KEY), MESSAGE, k256));
    assertFalse(DidKey.parse(K256_KEY).verify(SIGNATURES, MESSAGE, k256));
  }

  @Test
  void flippedBitOfMessageOrSignatureFails() throws Exception {
    DidKey key = DidKey.parse(K256_KEY);
    for (int i = 0; i < 64; i++) {
      byte[] signature = K256_SIGNATURE.clone();
      signature[i] ^= 1;
      assertFalse(key.verify(SIGNATURES, MESSAGE, signature), "byte " + i);
    }
    byte[] message = MESSAGE.clone();
    message[0] ^= 1;
    assertFalse(key.verify(SIGNATURES, message, K256_SIGNATURE));
    assertFalse(DidKey.parse(P256_KEY).verify(SIGNATURES, MESSAGE, K256_SIGNATURE));
  }

  @Test
  void publishedSignatureFixturesDecideAsTheySay() throws Exception {
    for (JsonValue value : Vectors.json("crypto/signature-fixtures.json").asArray()) {
      JsonObject fixture = value.asObject();
      DidKey key = DidKey.parse(fixture.getString("publicKeyDid", ""));
      assertEquals(key, DidKey.fromMultibase(
          fixture.getString("didDocSuite", ""), fixture.getString("publicKeyMultibase", "")));
      boolean isValid = key.verify(SIGNATURES, Vectors.base64(fixture.getString("messageBase64", "")),
          Vectors.base64(fixture.getString("signatureBase64", "")));
      assertEquals(fixture.getBoolean("validSignature", !isValid), isValid, fixture.getString("comment", ""));
    }
  }

  @Test
  void publicKeysOfPublishedPrivateKeysAreWrittenAsPublished() {
    assertEquals("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
        k256("9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c").toString());
    assertEquals("did:key:zQ3shtxV1FrJfhqE1dvxYRcCknWNjHc3c5X1y3ZSoPDi2aur2",
        k256("f0f4df55a2b3ff13051ea814a8f24ad00f2e469af73c363ac7e9fb999a9072ed").toString());
  }

  @Test
  void w3cKeysAreWrittenAsPublished() {
    for (JsonValue value : Vectors.json("crypto/w3c_didkey_K256.json").asArray()) {
      String text = value.asObject().getString("publicDidKey", "");
      assertEquals(text, k256(value.asObject().getString("privateKeyBytesHex", "")).toString());
      assertEquals(text, DidKey.parse(text).toString());
    }
    for (JsonValue value : Vectors.json("crypto/w3c_didkey_P256.json").asArray()) {
      String text = value.asObject().getString("publicDidKey", "");
      byte[] secret = Base58.decode(value.asObject().getString("privateKeyBytesBase58", ""));
      assertEquals(text, SigningKey.of(Curve.P256, new BigInteger(1, secret)).didKey().toString());
      assertEquals(text, DidKey.parse(text).toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void everyWayToWriteAKeyGivesTheSameKey(Curve curve) {
    String oldType = curve == Curve.K256 ? "EcdsaSecp256k1VerificationKey2019" : "EcdsaSecp256r1VerificationKey2019";
    for (int i = 0; i < 20; i++) { // both parities of y
      DidKey key = SigningKey.numbered(curve, i).didKey();
      byte[] uncompressed = BouncySignatures.domain(curve).getCurve().decodePoint(key.compressed()).getEncoded(false);
      assertEquals(key, DidKey.parse(key.toString()));
      assertEquals(key, DidKey.fromMultibase("Multikey", key.toString().substring("did:key:".length())));
      assertEquals(key, DidKey.fromMultibase(oldType, "z" + Base58.encode(uncompressed)));
      assertEquals(key, DidKey.fromMultibase(oldType, "z" + Base58.encode(key.compressed())));
      assertEquals(key.hashCode(), DidKey.parse(key.toString()).hashCode());
    }
  }

  @Test
  void curvesTellTheSamePointApart() {
    byte[] point = SigningKey.numbered(Curve.K256, 1).didKey().compressed();
    assertNotEquals(DidKey.of(Curve.K256, point), DidKey.of(Curve.P256, point));
    assertArrayEquals(point, DidKey.of(Curve.P256, point).compressed());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "did:key:", "did:key:z", "did:plc:abc", "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
    "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm", // cut off
    "did:key:fe70102", // another base
    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", // Ed25519
    "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme ",
  })
  void otherTextsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> DidKey.parse(text));
  }

  @Test
  void uncompressedPointInDidKeyAndUnknownTypesAreRefused() {
    byte[] uncompressed = new byte[67];
    uncompressed[0] = (byte) 0xe7;
    uncompressed[1] = 1;
    uncompressed[2] = 4;
    assertThrows(IllegalArgumentException.class, () -> DidKey.parse("did:key:z" + Base58.encode(uncompressed)));
    String multikey = P256_KEY.substring("did:key:".length());
    assertThrows(IllegalArgumentException.class, () -> DidKey.fromMultibase("Ed25519VerificationKey2018", multikey));
    assertThrows(IllegalArgumentException.class, () -> DidKey.fromMultibase("Multikey", "u" + multikey));
  }

  @Test
  void pointOffTheCurveVerifiesNothing() throws Exception {
    byte[] point = new byte[33];
    java.util.Arrays.fill(point, (byte) 0xff);
    point[0] = 2;
    assertFalse(DidKey.of(Curve.K256, point).verify(SIGNATURES, MESSAGE, K256_SIGNATURE));
  }

  private static DidKey k256(String privateHex) {
    return SigningKey.of(Curve.K256, new BigInteger(privateHex, 16)).didKey();
  }
}
