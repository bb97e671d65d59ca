package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsCrypto;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.LowS;
import portage.crypto.Sha256;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** P-256 by WebCrypto, secp256k1 by @noble/secp256k1, since no browser has that curve. */
public final class WebSignatures implements Signatures {
  @Override
  public boolean verify(DidKey key, byte[] message, byte[] signature) throws StreamingException {
    if (signature.length != LowS.SIGNATURE_BYTES) {
      return false;
    }
    Uint8Array point = Bytes.toBrowser(key.compressed());
    Uint8Array raw = Bytes.toBrowser(signature);
    if (key.curve() == Curve.K256) {
      return JsCrypto.verifyK256(secp256k1(), raw, Bytes.toBrowser(Sha256.hash(message)), point);
    }
    JSObject imported = importP256(point);
    if (imported == null) {
      return false;
    }
    try {
      return JsCrypto.isTrue(Js.await(JsCrypto.verifyP256(imported, raw, Bytes.toBrowser(message))));
    } catch (JsException e) {
      return false;
    }
  }

  /** {@code UNREACHABLE} when the site does not give its library. */
  static JsCrypto.Secp256k1 secp256k1() throws StreamingException {
    return loaded(JsCrypto.secp256k1());
  }

  /** {@code UNREACHABLE} when the site does not give its library. */
  static JsCrypto.P256 p256() throws StreamingException {
    return loaded(JsCrypto.p256());
  }

  private static <T extends JSObject> T loaded(JSObject promise) throws StreamingException {
    try {
      return Js.await(promise);
    } catch (JsException e) {
      throw new StreamingException(
          ErrorCode.UNREACHABLE, ErrorContext.of("load signatures"), e.getMessage(), e);
    }
  }

  /** Null when the point is not on the curve. Not every browser is known to take the compressed form. */
  private static JSObject importP256(Uint8Array compressed) throws StreamingException {
    try {
      return Js.await(JsCrypto.importP256(compressed));
    } catch (JsException e) {
      // The same error for a form that is not known and a point off the curve: the second try tells.
    }
    Uint8Array plain = JsCrypto.decompressP256(p256(), compressed);
    if (plain == null) {
      return null;
    }
    try {
      return Js.await(JsCrypto.importP256(plain));
    } catch (JsException e) {
      return null;
    }
  }
}
