package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * WebCrypto, and what it lacks: secp256k1, from @noble/secp256k1, the other form of a P-256 point, from @noble/curves, and
 * SHA-256 of a stream, from hash-wasm. All are fetched when they are first wanted, by {@code libraries.js}. No names of one
 * letter in the scripts: TeaVM 0.15.0 renames parameters to such on the JavaScript target without looking at the script's
 * own.
 */
public final class JsCrypto {
  private JsCrypto() {}

  /** Promise of an {@code ArrayBuffer}. */
  @JSBody(params = "bytes", script = "return crypto.subtle.digest('SHA-256', bytes);")
  public static native JSObject sha256(Uint8Array bytes);

  /** Promise of a P-256 public key from its compressed (33 bytes) or plain (65 bytes) point. */
  @JSBody(params = "point", script = ""
      + "return crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);")
  public static native JSObject importP256(Uint8Array point);

  /** Promise of an object that {@link #isTrue} reads. */
  @JSBody(params = {"key", "signature", "message"}, script = ""
      + "return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message)"
      + ".then(function(valid) { return { valid: valid }; });")
  public static native JSObject verifyP256(JSObject key, Uint8Array signature, Uint8Array message);

  @JSBody(params = "result", script = "return result.valid === true;")
  public static native boolean isTrue(JSObject result);

  /** The library for secp256k1. */
  public interface Secp256k1 extends JSObject {}

  /** Promise of a {@link Secp256k1}. */
  @JSBody(script = "return globalThis.portageLibraries.signatures();")
  public static native JSObject secp256k1();

  /** The library for what WebCrypto does not do with P-256. */
  public interface P256 extends JSObject {}

  /** Promise of a {@link P256}. */
  @JSBody(script = "return globalThis.portageLibraries.p256();")
  public static native JSObject p256();

  /** False for everything malformed: noble throws for a wrong length. */
  @JSBody(params = {"secp", "signature", "digest", "point"}, script = ""
      + "try {"
      + "  return secp.verify(signature, digest, point, { prehash: false, lowS: false, format: 'compact' });"
      + "} catch (e) { return false; }")
  public static native boolean verifyK256(Secp256k1 secp, Uint8Array signature, Uint8Array digest, Uint8Array point);

  /** Hashes one stream of bytes. */
  public interface Hasher extends JSObject {}

  /** Promise of a {@link Hasher} at its start. */
  @JSBody(script = "return globalThis.portageLibraries.hasher();")
  public static native JSObject hasher();

  @JSBody(params = {"hasher", "bytes"}, script = "hasher.update(bytes);")
  public static native void update(Hasher hasher, Uint8Array bytes);

  /** The digest; the hasher may serve another stream from then on. */
  @JSBody(params = "hasher", script = ""
      + "var digest = hasher.digest('binary'); globalThis.portageLibraries.giveBack(hasher); return digest;")
  public static native Uint8Array digest(Hasher hasher);

  /**
   * The plain point (65 bytes) of a compressed P-256 point, or null when it is not on the curve. For browsers that do not
   * import the compressed form.
   */
  @JSBody(params = {"p256", "point"}, script = ""
      + "if (point.length !== 33) { return null; }"
      + "try { return p256.Point.fromBytes(point).toBytes(false); } catch (e) { return null; }")
  public static native Uint8Array decompressP256(P256 p256, Uint8Array point);
}
