package portage.ipld;

/**
 * The place in a block where a {@link CborReader} is, and the heads of items there.
 *
 * <pre>
 * head = 3 bits of major type, 5 bits n, and for n = 24 25 26 27 an argument of 1 2 4 8 bytes; else n is the argument
 * </pre>
 */
abstract class CborHeads {
  final byte[] bytes;
  final int end;
  int at;
  /** The argument of the last head: two halves, because long is slow in JavaScript. */
  int high;
  int low;
  private final int start;

  CborHeads(byte[] bytes, int from, int length) {
    if (from < 0 || length < 0 || from > bytes.length - length) {
      throw new IllegalArgumentException(length + " bytes at " + from + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.start = from;
    this.at = from;
    this.end = from + length;
  }

  /** An error here, for callers that find the value itself wrong. */
  public final MalformedException malformed(String what) {
    return new MalformedException(what, at - start);
  }

  /** Reads the head of something that takes at least {@code bytesEach} bytes for each of the number it names. */
  final int readLength(int bytesEach) throws MalformedException {
    readHead();
    if (high != 0 || low < 0 || low > (end - at) / bytesEach) {
      throw malformed("length beyond the block");
    }
    return low;
  }

  /** Reads the head that begins here, of which there is a first byte, and leaves its argument in the two halves. */
  final void readHead() throws MalformedException {
    int info = bytes[at] & 31;
    high = 0;
    if (info < 24) {
      low = info;
      at++;
      return;
    }
    int octets = info < 28 ? 1 << info - 24 : 0;
    if (octets == 0) {
      throw malformed(info == 31 ? "indefinite length" : "reserved head");
    }
    if (end - at <= octets) {
      throw malformed("block cut off");
    }
    low = 0;
    for (int i = 1; i <= octets; i++) {
      high = high << 8 | low >>> 24;
      low = low << 8 | bytes[at + i] & 255;
    }
    boolean shortest = switch (octets) {
      case 1 -> low >= 24;
      case 2 -> low >= 0x100;
      case 4 -> low < 0 || low >= 0x10000;
      default -> high != 0;
    };
    if (!shortest) {
      throw malformed("head that is not the shortest");
    }
    at += 1 + octets;
  }
}
