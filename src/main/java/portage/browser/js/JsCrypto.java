package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * WebCrypto, and what it lacks: secp256k1, from @noble/secp256k1, and SHA-256 of a stream, from hash-wasm. Both are fetched
 * when they are first wanted, by {@code libraries.js}.
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
   * import the compressed form; public data only, so time may depend on it. y² = x³ - 3x + b mod p (FIPS 186, D.1.2.3); as
   * p mod 4 is 3, the root is the power (p + 1) / 4. No names of one letter in the script: TeaVM 0.15.0 renames parameters to
   * such on the JavaScript target without looking at the script's own.
   */
  @JSBody(params = "point", script = ""
      + "if (point.length !== 33 || (point[0] !== 2 && point[0] !== 3)) { return null; }"
      + "var one = BigInt(1), two = BigInt(2), three = BigInt(3), four = BigInt(4), zero = BigInt(0);"
      + "var prime = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff');"
      + "var constant = BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b');"
      + "var hex = '0x';"
      + "for (var at = 1; at < 33; at++) { hex += (point[at] + 256).toString(16).substring(1); }"
      + "var wide = BigInt(hex);"
      + "if (wide >= prime) { return null; }"
      + "var square = (wide * wide * wide - three * wide + constant) % prime;"
      + "if (square < zero) { square = square + prime; }"
      + "var high = one, base = square, exponent = (prime + one) / four;"
      + "while (exponent > zero) {"
      + "  if (exponent % two === one) { high = high * base % prime; }"
      + "  base = base * base % prime; exponent = exponent / two;"
      + "}"
      + "if (high * high % prime !== square) { return null; }"
      + "if (Number(high % two) !== point[0] - 2) { high = prime - high; }"
      + "var plain = new Uint8Array(65);"
      + "plain[0] = 4;"
      + "plain.set(point.subarray(1), 1);"
      + "var digits = high.toString(16);"
      + "while (digits.length < 64) { digits = '0' + digits; }"
      + "for (var to = 0; to < 32; to++) { plain[33 + to] = parseInt(digits.substring(2 * to, 2 * to + 2), 16); }"
      + "return plain;")
  public static native Uint8Array decompressP256(Uint8Array point);
}
