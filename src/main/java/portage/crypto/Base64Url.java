package portage.crypto;

/**
 * Base64 with the URL alphabet and without padding (RFC 4648, section 5), as tokens and PLC signatures are written.
 * One value has one text here: the PLC directory refuses padding, line breaks and leftover bits too.
 */
public final class Base64Url {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 4 + 2) / 3);
    int bits = 0;
    int bitCount = 0;
    for (byte value : bytes) {
      bits = (bits << 8) | (value & 255);
      bitCount += 8;
      while (bitCount >= 6) {
        bitCount -= 6;
        text.append(ALPHABET.charAt((bits >>> bitCount) & 63));
      }
      bits &= 63;
    }
    if (bitCount > 0) {
      text.append(ALPHABET.charAt((bits << (6 - bitCount)) & 63));
    }
    return text.toString();
  }

  /**
   * The bytes of {@code text}.
   *
   * @throws IllegalArgumentException for any other character (padding and line breaks too), for a length that no number
   *     of bytes has, and when bits are left over that are not zero
   */
  public static byte[] decode(String text) {
    int length = text.length();
    if (length % 4 == 1) {
      throw new IllegalArgumentException("base64url of " + length + " characters");
    }
    byte[] bytes = new byte[(int) (length * 6L / 8)];
    int bits = 0;
    int bitCount = 0;
    int at = 0;
    for (int i = 0; i < length; i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not base64url at character " + i);
      }
      bits = (bits << 6) | digit;
      bitCount += 6;
      if (bitCount >= 8) {
        bitCount -= 8;
        bytes[at++] = (byte) (bits >>> bitCount);
        bits &= (1 << bitCount) - 1;
      }
    }
    if (bits != 0) {
      throw new IllegalArgumentException("base64url with leftover bits");
    }
    return bytes;
  }

  private static int digit(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
