package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Private keys in the browser: @noble/curves for P-256, @noble/secp256k1 for the other curve. No names of one letter in the
 * scripts: see {@link JsCrypto}.
 */
public final class JsKeys {
  private JsKeys() {}

  /** Fills {@code bytes} from the browser's source of randomness. */
  @JSBody(params = "bytes", script = "crypto.getRandomValues(bytes);")
  public static native void random(Uint8Array bytes);

  @JSBody(params = {"secp", "scalar"}, script = "return secp.getPublicKey(scalar, true);")
  public static native Uint8Array publicK256(JsCrypto.Secp256k1 secp, Uint8Array scalar);

  /** Promise of 64 bytes. */
  @JSBody(params = {"secp", "digest", "scalar"}, script = ""
      + "return secp.signAsync(digest, scalar, { prehash: false, lowS: true, format: 'compact' });")
  public static native JSObject signK256(JsCrypto.Secp256k1 secp, Uint8Array digest, Uint8Array scalar);

  /** The compressed point (33 bytes) of a P-256 scalar, which no browser works out. */
  @JSBody(params = {"p256", "scalar"}, script = "return p256.getPublicKey(scalar, true);")
  public static native Uint8Array publicP256(JsCrypto.P256 p256, Uint8Array scalar);

  /**
   * 64 bytes, s in the lower half, as atproto wants it. Not by WebCrypto: no browser imports a scalar without its point in
   * every form (Chromium 156 and Firefox 153 refuse a JSON Web Key that lacks it, Firefox PKCS#8 too).
   */
  @JSBody(params = {"p256", "digest", "scalar"}, script = ""
      + "return p256.sign(digest, scalar, { prehash: false, lowS: true, format: 'compact' });")
  public static native Uint8Array signP256(JsCrypto.P256 p256, Uint8Array digest, Uint8Array scalar);
}
