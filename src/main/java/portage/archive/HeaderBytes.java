package portage.archive;

import java.util.Arrays;

/** Headers as they are written: whole numbers of two, four and eight bytes, the low byte first. */
final class HeaderBytes {
  private byte[] bytes;
  private int size;

  HeaderBytes(int roomBytes) {
    bytes = new byte[roomBytes];
  }

  HeaderBytes u16(int value) {
    reserve(2);
    bytes[size++] = (byte) value;
    bytes[size++] = (byte) (value >>> 8);
    return this;
  }

  HeaderBytes u32(long value) {
    int low = (int) value;
    return u16(low).u16(low >>> 16);
  }

  HeaderBytes u64(long value) {
    return u32(value).u32(value >>> 32);
  }

  HeaderBytes raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  HeaderBytes zeros(int count) {
    return raw(new byte[count]);
  }

  int sizeBytes() {
    return size;
  }

  /** Everything so far; it begins anew after that. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  static int u16(byte[] bytes, int at) {
    return bytes[at] & 255 | (bytes[at + 1] & 255) << 8;
  }

  static long u32(byte[] bytes, int at) {
    return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
  }

  /** Negative where the number has no room in a long. */
  static long u64(byte[] bytes, int at) {
    return u32(bytes, at) | u32(bytes, at + 4) << 32;
  }
}
