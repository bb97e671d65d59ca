package portage.archive;

/**
 * Numbers that have no room in the four bytes that the first version of the format gives them: there stands {@link #ELSEWHERE}
 * then, and the number in an extra field.
 *
 * <pre>
 * extra fields of a header   (id 2, length 2, that many bytes)*
 * id 0x0001                  size 8, packed size 8, offset of the local header 8, disk 4; in a directory header only those
 *                            that are elsewhere; in a local one always both sizes and nothing more
 * id 0xA220                  room kept free: 0xA028 2, what was there at first 2, zeros
 * </pre>
 */
final class Zip64 {
  static final long ELSEWHERE = 0xffffffffL;
  static final int ELSEWHERE_SHORT = 0xffff;
  /** What a local header's extra field takes, with its id and length. */
  static final int LOCAL_BYTES = 20;

  private static final int ID = 0x0001;
  private static final int ROOM_ID = 0xa220;
  private static final int ROOM_MARK = 0xa028;

  private Zip64() {}

  static boolean isLarge(long value) {
    return value >= ELSEWHERE;
  }

  /** Both sizes are elsewhere then: a local header cannot have one of them there alone. */
  static boolean hasLargeSize(ZipEntry entry) {
    return isLarge(entry.sizeBytes()) || isLarge(entry.packedBytes());
  }

  /** The extra field of a local header, whose sizes were not known when its room was made: the sizes, or nothing of that length. */
  static void addLocal(HeaderBytes header, ZipEntry entry) {
    if (hasLargeSize(entry)) {
      header.u16(ID).u16(LOCAL_BYTES - 4).u64(entry.sizeBytes()).u64(entry.packedBytes());
    } else {
      header.u16(ROOM_ID).u16(LOCAL_BYTES - 4).u16(ROOM_MARK).u16(LOCAL_BYTES - 4).zeros(LOCAL_BYTES - 8);
    }
  }

  /** The extra field of a header in the directory; empty where everything has room. */
  static byte[] central(ZipEntry entry) {
    HeaderBytes values = new HeaderBytes(24);
    if (hasLargeSize(entry)) {
      values.u64(entry.sizeBytes()).u64(entry.packedBytes());
    }
    if (isLarge(entry.offsetBytes())) {
      values.u64(entry.offsetBytes());
    }
    if (values.sizeBytes() == 0) {
      return new byte[0];
    }
    return new HeaderBytes(28).u16(ID).u16(values.sizeBytes()).raw(values.take()).take();
  }

  /**
   * Where the numbers that are elsewhere begin in the extra fields {@code bytes[from … end)}, or -1.
   *
   * @param wantedBytes how much is to be there at least
   */
  static int find(byte[] bytes, int from, int end, int wantedBytes) {
    int at = from;
    while (end - at >= 4) {
      int length = HeaderBytes.u16(bytes, at + 2);
      if (length > end - at - 4) {
        return -1;
      }
      if (HeaderBytes.u16(bytes, at) == ID) {
        return length >= wantedBytes ? at + 4 : -1;
      }
      at += 4 + length;
    }
    return -1;
  }
}
