package portage.browser;

import java.util.Arrays;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsCrypto;
import portage.browser.js.JsKeys;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.PrivateKey;
import portage.crypto.Sha256;
import portage.crypto.Signing;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** Signs by @noble/curves with P-256, by @noble/secp256k1 with the other curve. */
public final class WebSigning implements Signing {
  @Override
  public DidKey publicKey(PrivateKey key) throws StreamingException {
    return DidKey.of(key.curve(), key.curve() == Curve.K256 ? publicK256(key) : publicP256(key));
  }

  private static byte[] publicK256(PrivateKey key) throws StreamingException {
    JsCrypto.Secp256k1 library = WebSignatures.secp256k1();
    byte[] scalar = key.scalar();
    Uint8Array secret = Bytes.toBrowser(scalar);
    byte[] compressed = Bytes.toJava(JsKeys.publicK256(library, secret));
    wipe(scalar, secret);
    return compressed;
  }

  private static byte[] publicP256(PrivateKey key) throws StreamingException {
    JsCrypto.P256 library = WebSignatures.p256();
    byte[] scalar = key.scalar();
    Uint8Array secret = Bytes.toBrowser(scalar);
    byte[] compressed = Bytes.toJava(JsKeys.publicP256(library, secret));
    wipe(scalar, secret);
    return compressed;
  }

  @Override
  public byte[] sign(PrivateKey key, byte[] message) throws StreamingException {
    return key.curve() == Curve.K256 ? signK256(key, message) : signP256(key, message);
  }

  private static byte[] signK256(PrivateKey key, byte[] message) throws StreamingException {
    JsCrypto.Secp256k1 library = WebSignatures.secp256k1();
    byte[] scalar = key.scalar();
    Uint8Array secret = Bytes.toBrowser(scalar);
    try {
      Uint8Array signature = Js.await(JsKeys.signK256(library, Bytes.toBrowser(Sha256.hash(message)), secret));
      return Bytes.toJava(signature);
    } catch (JsException e) {
      // The library's own words are left out: nobody knows what it puts in them.
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("sign"), "the browser did not", e);
    } finally {
      wipe(scalar, secret);
    }
  }

  private static byte[] signP256(PrivateKey key, byte[] message) throws StreamingException {
    JsCrypto.P256 library = WebSignatures.p256();
    byte[] scalar = key.scalar();
    Uint8Array secret = Bytes.toBrowser(scalar);
    byte[] signature = Bytes.toJava(JsKeys.signP256(library, Bytes.toBrowser(Sha256.hash(message)), secret));
    wipe(scalar, secret);
    return signature;
  }

  @Override
  public PrivateKey newKey(Curve curve) {
    while (true) {
      Uint8Array random = new Uint8Array(PrivateKey.BYTES);
      JsKeys.random(random);
      byte[] scalar = Bytes.toJava(random);
      PrivateKey key = keyOrNull(curve, scalar);
      wipe(scalar, random);
      if (key != null) {
        return key;
      }
    }
  }

  /** Null for what is not below the order of the curve: hardly ever. */
  private static PrivateKey keyOrNull(Curve curve, byte[] scalar) {
    try {
      return PrivateKey.of(curve, scalar);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void wipe(byte[] scalar, Uint8Array copy) {
    Arrays.fill(scalar, (byte) 0);
    copy.set(Bytes.toBrowser(new byte[PrivateKey.BYTES]));
  }
}
