package portage.contract;

import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** Bytes that tell where they belong: a lost, doubled or moved piece shows. */
final class Pattern {
  /** After so many bytes it begins again. */
  static final int PERIOD_BYTES = 1 << 24;

  private Pattern() {}

  static byte at(long position) {
    int p = (int) position & (PERIOD_BYTES - 1);
    return (byte) (p * 31 + (p >>> 8) * 7 + (p >>> 16) * 3);
  }

  static byte[] bytes(long from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = at(from + i);
    }
    return bytes;
  }

  static DataChunk chunk(long from, int length) {
    return new ByteChunk(bytes(from, length));
  }

  /** Fails unless {@code bytes} are those from {@code from}. */
  static void verify(byte[] bytes, int offset, int length, long from) {
    for (int i = 0; i < length; i++) {
      if (bytes[offset + i] != at(from + i)) {
        throw new AssertionError("other byte at " + (from + i));
      }
    }
  }

  /** Reads to the end and checks every byte; returns how many there were. */
  static long drain(ByteStream stream) throws StreamingException {
    long size = 0;
    for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
      verify(chunk.toByteArray(), 0, chunk.sizeBytes(), size);
      size += chunk.sizeBytes();
    }
    return size;
  }

  /** Reads to the end without looking; returns how many bytes there were. */
  static long count(ByteStream stream) throws StreamingException {
    long size = 0;
    for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
      size += chunk.sizeBytes();
    }
    return size;
  }
}
