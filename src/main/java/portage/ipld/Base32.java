package portage.ipld;

/** Base32 in lower case without padding (RFC 4648; multibase {@code b}): the text of CIDs and of did:plc. */
public final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int bitCount = 0;
    for (byte value : bytes) {
      bits = (bits << 8) | (value & 255);
      bitCount += 8;
      while (bitCount >= 5) {
        bitCount -= 5;
        text.append(ALPHABET.charAt((bits >>> bitCount) & 31));
      }
      bits &= 31;
    }
    if (bitCount > 0) {
      text.append(ALPHABET.charAt((bits << (5 - bitCount)) & 31));
    }
    return text.toString();
  }

  /**
   * The bytes of {@code text}, of which there is only one text: no capitals, no padding, no leftover bits.
   *
   * @throws MalformedException otherwise
   */
  public static byte[] decode(String text) throws MalformedException {
    int length = text.length();
    int tail = length % 8;
    if (tail == 1 || tail == 3 || tail == 6) {
      throw new MalformedException("base32 of a length that no bytes have", length);
    }
    byte[] bytes = new byte[(int) (length * 5L / 8)];
    int bits = 0;
    int bitCount = 0;
    int at = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int digit = c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
      if (digit < 0) {
        throw new MalformedException("not base32", i);
      }
      bits = (bits << 5) | digit;
      bitCount += 5;
      if (bitCount >= 8) {
        bitCount -= 8;
        bytes[at++] = (byte) (bits >>> bitCount);
        bits &= (1 << bitCount) - 1;
      }
    }
    if (bits != 0) {
      throw new MalformedException("base32 with leftover bits", length);
    }
    return bytes;
  }
}
