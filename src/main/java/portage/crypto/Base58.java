package portage.crypto;

import java.util.Arrays;

/** Base58 with Bitcoin's alphabet: the text of keys (multibase {@code z}) and of old CIDs. For short values only. */
public final class Base58 {
  private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  /** The work grows with the square of the length; nothing in atproto comes near this. */
  private static final int MAX_CHARS = 512;

  private Base58() {}

  public static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    int[] digits = new int[bytes.length * 2];
    int count = 0;
    for (int i = zeros; i < bytes.length; i++) {
      int carry = bytes[i] & 255;
      for (int j = 0; j < count; j++) {
        carry += digits[j] << 8;
        digits[j] = carry % 58;
        carry /= 58;
      }
      while (carry > 0) {
        digits[count++] = carry % 58;
        carry /= 58;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < zeros; i++) {
      text.append('1');
    }
    for (int i = count - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(digits[i]));
    }
    return text.toString();
  }

  /**
   * The bytes of {@code text}.
   *
   * @throws IllegalArgumentException for a character outside the alphabet, or more than 512 of them
   */
  public static byte[] decode(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("base58 of " + text.length() + " characters");
    }
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '1') {
      zeros++;
    }
    byte[] reversed = new byte[text.length()];
    int count = 0;
    for (int i = zeros; i < text.length(); i++) {
      int carry = ALPHABET.indexOf(text.charAt(i));
      if (carry < 0) {
        throw new IllegalArgumentException("not base58 at character " + i);
      }
      for (int j = 0; j < count; j++) {
        carry += (reversed[j] & 255) * 58;
        reversed[j] = (byte) carry;
        carry >>>= 8;
      }
      while (carry > 0) {
        reversed[count++] = (byte) carry;
        carry >>>= 8;
      }
    }
    byte[] bytes = new byte[zeros + count];
    Arrays.fill(bytes, 0, zeros, (byte) 0);
    for (int i = 0; i < count; i++) {
      bytes[zeros + i] = reversed[count - 1 - i];
    }
    return bytes;
  }
}
