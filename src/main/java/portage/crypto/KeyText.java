package portage.crypto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds private keys in what a person pastes, or keeps in a file. The forms that tools of atproto write:
 *
 * <pre>
 * 64 hexadecimal digits                   the bare scalar, as a PDS keeps its keys; does not say of which curve
 * z42t… z3vL…                             multibase: base58 of 86 26 (P-256) or 81 26 (secp256k1) and the scalar, as goat
 *                                         prints it
 * {"kty":"EC","crv":"P-256","d":"…"}      JSON Web Key, of P-256 or secp256k1
 * </pre>
 *
 * <p>Words around a key do no harm, so that a whole file of a tool may be given.
 */
public final class KeyText {
  /** The private twins of the two codecs of public keys: p256-priv is 1306, secp256k1-priv 1301. */
  private static final byte PRIVATE_CODEC = 0x26;

  private static final byte P256_PRIVATE = (byte) 0x86;
  private static final byte K256_PRIVATE = (byte) 0x81;
  /** No file with a key in it is longer. */
  private static final int MAX_CHARS = 20_000;
  private static final int MAX_KEYS = 8;
  private static final int HEX_DIGITS = 2 * PrivateKey.BYTES;

  private final List<PrivateKey> keys = new ArrayList<>();

  private KeyText() {}

  /** The keys that {@code text} may mean, most likely first; empty when there is none. The caller wipes them all. */
  public static List<PrivateKey> read(String text) {
    KeyText found = new KeyText();
    if (text.length() <= MAX_CHARS) {
      int open = text.indexOf('{');
      int close = text.lastIndexOf('}');
      if (open >= 0 && close > open) {
        found.jwk(text.substring(open, close + 1));
      }
      found.words(text);
    }
    return found.keys;
  }

  private void words(String text) {
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isOfAWord(text.charAt(i))) {
        word(text.substring(from, i));
        from = i + 1;
      }
    }
  }

  private static boolean isOfAWord(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
  }

  private void word(String word) {
    String digits = word.startsWith("0x") || word.startsWith("0X") ? word.substring(2) : word;
    if (digits.length() == HEX_DIGITS) {
      hex(digits);
    } else if (word.startsWith("z")) {
      multibase(word.substring(1));
    }
  }

  private void hex(String digits) {
    byte[] scalar = new byte[PrivateKey.BYTES];
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return;
      }
      scalar[i / 2] = (byte) (scalar[i / 2] << 4 | digit);
    }
    add(Curve.K256, scalar);
    add(Curve.P256, scalar);
    Arrays.fill(scalar, (byte) 0);
  }

  private void multibase(String base58) {
    byte[] bytes;
    try {
      bytes = Base58.decode(base58);
    } catch (IllegalArgumentException e) {
      return;
    }
    if (bytes.length == 2 + PrivateKey.BYTES && bytes[1] == PRIVATE_CODEC) {
      byte[] scalar = Arrays.copyOfRange(bytes, 2, bytes.length);
      if (bytes[0] == P256_PRIVATE) {
        add(Curve.P256, scalar);
      } else if (bytes[0] == K256_PRIVATE) {
        add(Curve.K256, scalar);
      }
      Arrays.fill(scalar, (byte) 0);
    }
    Arrays.fill(bytes, (byte) 0);
  }

  private void jwk(String text) {
    JsonObject key;
    try {
      JsonValue value = Json.parse(text);
      key = value.isObject() ? value.asObject() : new JsonObject();
    } catch (ParseException e) {
      return;
    }
    Curve curve = textOf(key, "crv").equals("P-256") ? Curve.P256
        : textOf(key, "crv").equals("secp256k1") ? Curve.K256 : null;
    if (curve == null || !textOf(key, "kty").equals("EC")) {
      return;
    }
    byte[] scalar;
    try {
      scalar = Base64Url.decode(textOf(key, "d"));
    } catch (IllegalArgumentException e) {
      return;
    }
    add(curve, scalar);
    Arrays.fill(scalar, (byte) 0);
  }

  private static String textOf(JsonObject json, String name) {
    JsonValue value = json.get(name);
    return value != null && value.isString() ? value.asString() : "";
  }

  private void add(Curve curve, byte[] scalar) {
    if (keys.size() == MAX_KEYS) {
      return;
    }
    try {
      keys.add(PrivateKey.of(curve, scalar));
    } catch (IllegalArgumentException e) {
      // Of the right form, and no key: 0, or above the order.
    }
  }
}
