package portage.stream;

import portage.error.StreamingException;

/**
 * {@link Checksum} in plain Java: polynomial 0xEDB88320, bits reversed. Takes eight bytes a step, by as many tables: what a byte does
 * to the checksum when none, one, or up to seven others follow it.
 */
public final class Crc32 implements Checksum {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int MOST_BUFFER_BYTES = 16 << 10;
  private static final int[] TABLES = tables();

  private byte[] buffer = new byte[0];
  private int state = -1;

  private static int[] tables() {
    int[] tables = new int[8 << 8];
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

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    int wanted = Math.min(MOST_BUFFER_BYTES, chunk.sizeBytes());
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
    chunk.copyThrough(buffer, this::push);
  }

  /** The next bytes, from an array. */
  public void push(byte[] bytes, int offset, int length) {
    int[] table = TABLES;
    int crc = state;
    int at = offset;
    int end = offset + length;
    for (int last = end - 8; at <= last; at += 8) {
      int low = crc ^ word(bytes, at);
      int high = word(bytes, at + 4);
      crc = table[1792 + (low & 255)] ^ table[1536 + (low >>> 8 & 255)] ^ table[1280 + (low >>> 16 & 255)] ^ table[1024 + (low >>> 24)]
          ^ table[768 + (high & 255)] ^ table[512 + (high >>> 8 & 255)] ^ table[256 + (high >>> 16 & 255)] ^ table[high >>> 24];
    }
    for (; at < end; at++) {
      crc = crc >>> 8 ^ table[(crc ^ bytes[at]) & 255];
    }
    state = crc;
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24;
  }

  @Override
  public long value() {
    return ~state & 0xffffffffL;
  }
}
