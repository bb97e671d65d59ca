package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Private keys in the browser: WebCrypto for P-256, @noble/secp256k1 for the other curve. No names of one letter in the
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

  /**
   * Promise of a P-256 key that can only sign. The point goes along: no browser takes a key without it in every form
   * (Chromium 156 and Firefox 153 refuse a JSON Web Key that lacks it, Firefox PKCS#8 too).
   */
  @JSBody(params = {"scalar", "point"}, script = ""
      + "function text(bytes) {"
      + "  var chars = '';"
      + "  for (var at = 0; at < bytes.length; at++) { chars += String.fromCharCode(bytes[at]); }"
      + "  return btoa(chars).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');"
      + "}"
      + "var jwk = { kty: 'EC', crv: 'P-256', d: text(scalar), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) };"
      + "return crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);")
  public static native JSObject importP256(Uint8Array scalar, Uint8Array point);

  /** Promise of an {@code ArrayBuffer} of 64 bytes; s may be in either half. */
  @JSBody(params = {"key", "message"}, script = ""
      + "return crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, message);")
  public static native JSObject signP256(JSObject key, Uint8Array message);

  /**
   * The plain point (65 bytes) of a P-256 scalar, which no browser works out. Every bit costs a doubling and an addition,
   * whether it is set or not, by formulas without exceptions (Renes, Costello, Batina 2015, algorithms 1 and 3 written out);
   * numbers of a browser take as long as they are large, so the time tells something all the same to whoever could measure it
   * in this worker, where the key is.
   */
  @JSBody(params = "scalar", script = ""
      + "var zero = BigInt(0), one = BigInt(1), two = BigInt(2), three = BigInt(3);"
      + "var prime = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff');"
      + "var constant = BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b');"
      + "var slope = prime - three, triple = three * constant;"
      + "function mod(number) { var rest = number % prime; return rest < zero ? rest + prime : rest; }"
      + "function sum(left, right) {"
      + "  var xx = mod(left[0] * right[0]), yy = mod(left[1] * right[1]), zz = mod(left[2] * right[2]);"
      + "  var xy = mod((left[0] + left[1]) * (right[0] + right[1]) - xx - yy);"
      + "  var xz = mod((left[0] + left[2]) * (right[0] + right[2]) - xx - zz);"
      + "  var yz = mod((left[1] + left[2]) * (right[1] + right[2]) - yy - zz);"
      + "  var part = mod(slope * xz + triple * zz);"
      + "  var low = mod(yy - part), high = mod(yy + part);"
      + "  var wide = mod(three * xx + slope * zz);"
      + "  var rest = mod(slope * (xx - slope * zz) + triple * xz);"
      + "  return [mod(low * xy - yz * rest), mod(low * high + wide * rest), mod(yz * high + xy * wide)];"
      + "}"
      + "var base = [BigInt('0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),"
      + "  BigInt('0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5'), one];"
      + "var point = [zero, one, zero], unused;"
      + "for (var at = 0; at < 256; at++) {"
      + "  point = sum(point, point);"
      + "  var more = sum(point, base);"
      + "  if ((scalar[at >> 3] >> (7 - (at & 7))) & 1) { point = more; } else { unused = more; }"
      + "}"
      + "var inverse = one, power = point[2], exponent = prime - two;"
      + "while (exponent > zero) {"
      + "  if (exponent % two === one) { inverse = mod(inverse * power); }"
      + "  power = mod(power * power); exponent = exponent / two;"
      + "}"
      + "var plain = new Uint8Array(65);"
      + "plain[0] = 4;"
      + "for (var half = 0; half < 2; half++) {"
      + "  var digits = mod(point[half] * inverse).toString(16);"
      + "  while (digits.length < 64) { digits = '0' + digits; }"
      + "  for (var to = 0; to < 32; to++) {"
      + "    plain[1 + 32 * half + to] = parseInt(digits.substring(2 * to, 2 * to + 2), 16);"
      + "  }"
      + "}"
      + "return plain;")
  public static native Uint8Array pointP256(Uint8Array scalar);
}
