package portage.archive;

import portage.stream.DataChunk;
import portage.error.StreamingException;

/**
 * CRC-32 as ZIP files have it (polynomial 0xEDB88320, bits reversed), of bytes that flow past. Browsers have no call for it.
 * Takes four bytes a step, by four tables: what a byte does to the checksum when none, one, two or three others follow it.
 */
final class Crc32 {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int[] TABLES = tables();

  private final byte[] buffer;
  private int state = -1;

  /** {@code buffer} is overwritten; several that do not run at the same time may share it. */
  Crc32(byte[] buffer) {
    this.buffer = buffer;
  }

  private static int[] tables() {
    int[] tables = new int[4 << 8];
    for (int i = 0; i < 256; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = value >>> 1 ^ ((value & 1) == 0 ? 0 : POLYNOMIAL);
      }
      tables[i] = value;
    }
    for (int i = 256; i < tables.length; i++) {
      int before = tables[i - 256];
      tables[i] = before >>> 8 ^ tables[before & 255];
    }
    return tables;
  }

  void push(DataChunk chunk) throws StreamingException {
    chunk.copyThrough(buffer, this::push);
  }

  void push(byte[] bytes, int offset, int length) {
    int[] table = TABLES;
    int crc = state;
    int at = offset;
    int end = offset + length;
    for (int last = end - 4; at <= last; at += 4) {
      crc ^= bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24;
      crc = table[768 + (crc & 255)] ^ table[512 + (crc >>> 8 & 255)] ^ table[256 + (crc >>> 16 & 255)] ^ table[crc >>> 24];
    }
    for (; at < end; at++) {
      crc = crc >>> 8 ^ table[(crc ^ bytes[at]) & 255];
    }
    state = crc;
  }

  /** Of all bytes so far, 0 to 2³²-1. */
  long value() {
    return ~state & 0xffffffffL;
  }
}
