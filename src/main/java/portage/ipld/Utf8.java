package portage.ipld;

/**
 * UTF-8 as the Unicode standard defines it (table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. In TeaVM
 * Java's own coders are slow, and bring the tables for floating-point numbers along.
 */
public final class Utf8 {
  private Utf8() {}

  /** Where the first wrong byte of {@code bytes[from … end)} lies, or -1 when all is well. */
  static int firstInvalid(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      int lead = bytes[at];
      if (lead >= 0) {
        at++;
        continue;
      }
      lead &= 255;
      int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (length == 0 || end - at < length) {
        return at;
      }
      // The second byte alone decides about overlong forms, surrogates and the upper end.
      int second = bytes[at + 1] & 255;
      int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
      if (second < low || second > high) {
        return at;
      }
      for (int i = 2; i < length; i++) {
        if ((bytes[at + i] & 0xc0) != 0x80) {
          return at;
        }
      }
      at += length;
    }
    return -1;
  }

  /** The text in {@code bytes[from … end)}. {@code MalformedException} when it is not UTF-8. */
  public static String decode(byte[] bytes, int from, int end) throws MalformedException {
    int invalid = firstInvalid(bytes, from, end);
    if (invalid >= 0) {
      throw new MalformedException("text that is not UTF-8", invalid);
    }
    return decodeValid(bytes, from, end);
  }

  /** The text in {@code bytes[from … end)}; each byte that does not fit is U+FFFD. For texts whose bytes prove nothing. */
  public static String decodeAnything(byte[] bytes, int from, int end) {
    StringBuilder text = new StringBuilder();
    int at = from;
    for (int invalid = firstInvalid(bytes, at, end); invalid >= 0; invalid = firstInvalid(bytes, at, end)) {
      text.append(decodeValid(bytes, at, invalid)).append('\ufffd');
      at = invalid + 1;
    }
    return text.append(decodeValid(bytes, at, end)).toString();
  }

  private static String decodeValid(byte[] bytes, int from, int end) {
    char[] chars = new char[end - from];
    int count = 0;
    int at = from;
    while (at < end) {
      int lead = bytes[at];
      if (lead >= 0) {
        chars[count++] = (char) lead;
        at++;
      } else if ((lead & 0xe0) == 0xc0) {
        chars[count++] = (char) ((lead & 0x1f) << 6 | (bytes[at + 1] & 0x3f));
        at += 2;
      } else if ((lead & 0xf0) == 0xe0) {
        chars[count++] = (char) ((lead & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f));
        at += 3;
      } else {
        int point = (lead & 0x07) << 18 | (bytes[at + 1] & 0x3f) << 12 | (bytes[at + 2] & 0x3f) << 6
            | (bytes[at + 3] & 0x3f);
        chars[count++] = Character.highSurrogate(point);
        chars[count++] = Character.lowSurrogate(point);
        at += 4;
      }
    }
    return new String(chars, 0, count);
  }

  /** The bytes of {@code text}. {@code IllegalArgumentException} for a surrogate without its partner. */
  public static byte[] encode(String text) {
    byte[] bytes = new byte[encodedLength(text)];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = text.charAt(i);
      if (point < 0x80) {
        bytes[at++] = (byte) point;
        continue;
      }
      if (point < 0x800) {
        bytes[at++] = (byte) (0xc0 | point >>> 6);
      } else {
        if (Character.isSurrogate((char) point)) {
          point = Character.toCodePoint((char) point, text.charAt(++i));
          bytes[at++] = (byte) (0xf0 | point >>> 18);
          bytes[at++] = (byte) (0x80 | point >>> 12 & 0x3f);
        } else {
          bytes[at++] = (byte) (0xe0 | point >>> 12);
        }
        bytes[at++] = (byte) (0x80 | point >>> 6 & 0x3f);
      }
      bytes[at++] = (byte) (0x80 | point & 0x3f);
    }
    return bytes;
  }

  /** The bytes of {@code text}; a surrogate without its partner is a question mark. */
  public static byte[] encodeAnything(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (Character.isHighSurrogate(chars[i]) && i + 1 < chars.length && Character.isLowSurrogate(chars[i + 1])) {
        i++;
      } else if (Character.isSurrogate(chars[i])) {
        chars[i] = '?';
      }
    }
    return encode(new String(chars));
  }

  private static int encodedLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        throw new IllegalArgumentException("half a surrogate pair at character " + i);
      }
    }
    return length;
  }
}
