package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.jvm.BouncySigning;

class KeyTextTest {
  private static final String HEX = "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c";
  private static final String K256 = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";

  private static byte[] bytes(String hex) {
    byte[] bytes = new BigInteger("01" + hex, 16).toByteArray();
    return java.util.Arrays.copyOfRange(bytes, bytes.length - hex.length() / 2, bytes.length);
  }

  private static List<String> keys(String text) throws Exception {
    List<String> keys = new ArrayList<>();
    for (PrivateKey key : KeyText.read(text)) {
      keys.add(new BouncySigning().publicKey(key).toString());
    }
    return keys;
  }

  private static String p256() throws Exception {
    return new BouncySigning().publicKey(PrivateKey.of(Curve.P256, bytes(HEX))).toString();
  }

  private static String multibase(String prefix, String hex) {
    return "z" + Base58.encode(bytes(prefix + hex));
  }

  @Test void bareDigitsMayBeOfEitherCurve() throws Exception {
    assertEquals(List.of(K256, p256()), keys(HEX));
    assertEquals(List.of(K256, p256()), keys("  0x" + HEX.toUpperCase() + "\n"));
    assertEquals(List.of(K256, p256()), keys("PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX=" + HEX));
  }

  @Test void multibaseSaysOfWhichCurveItIs() throws Exception {
    String k256 = multibase("8126", HEX);
    String p256 = multibase("8626", HEX);
    assertEquals("z3vL", k256.substring(0, 4));
    assertEquals("z42t", p256.substring(0, 4));
    assertEquals(List.of(K256), keys(k256));
    assertEquals(List.of(p256()), keys(p256));
  }

  @Test void wholeFileOfAToolIsRead() throws Exception {
    String file = "Key Type: P-256 / secp256r1 / ES256 private key\n"
        + "Secret Key (Multibase Syntax): save this securely (eg, add to password manager)\n\t" + multibase("8626", HEX)
        + "\nPublic Key (DID Key Syntax): share or publish this (eg, in DID document)\n\t" + p256() + "\n";
    assertEquals(List.of(p256()), keys(file));
  }

  @Test void jsonWebKeyIsRead() throws Exception {
    String d = Base64Url.encode(bytes(HEX));
    assertEquals(List.of(p256()), keys("{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"" + d + "\",\"x\":\"\",\"y\":\"\"}"));
    assertEquals(List.of(K256), keys("key = {\"kty\":\"EC\",\"crv\":\"secp256k1\",\"d\":\"" + d + "\"};"));
  }

  @Test void whatIsNoPrivateKeyIsNone() throws Exception {
    String order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    for (String text : List.of(
        "", "correct horse battery staple", HEX.substring(1), HEX + "0", HEX.replace('a', 'g'), K256, p256(),
        multibase("8024", "02" + HEX), multibase("8126", HEX + "00"), multibase("ed26", HEX), "0".repeat(64), "f".repeat(64),
        "{", "{}", "[]", "{\"kty\":\"EC\",\"crv\":\"P-256\"}", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":7}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AAAA\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"" + Base64Url.encode(bytes(HEX)) + "\"}", "z".repeat(600))) {
      assertEquals(List.of(), keys(text), text);
    }
    // Below the order of one curve only.
    assertEquals(1, keys(order).size());
    assertEquals(List.of(), keys((HEX + " ").repeat(400)), "too long to be a key");
    assertEquals(8, keys((HEX + " ").repeat(50)).size());
  }

  @Test void keyIsOfThirtyTwoBytesBelowTheOrder() {
    for (byte[] scalar : List.of(new byte[31], new byte[32], new byte[33], bytes("f".repeat(64)))) {
      for (Curve curve : Curve.values()) {
        assertThrows(IllegalArgumentException.class, () -> PrivateKey.of(curve, scalar));
      }
    }
  }

  @Test void keyIsNeverPutInWords() {
    PrivateKey key = PrivateKey.of(Curve.P256, bytes(HEX));
    assertFalse(key.toString().toLowerCase().contains(HEX.substring(0, 8)));
    byte[] scalar = key.scalar();
    key.wipe();
    assertEquals(new BigInteger(HEX, 16), new BigInteger(1, scalar), "what was given out is the adapter's to wipe");
    assertThrows(IllegalStateException.class, key::scalar);
  }
}
