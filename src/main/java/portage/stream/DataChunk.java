package portage.stream;

import portage.error.StreamingException;

/**
 * Some bytes on their way, wherever they lie: in a browser's typed array or in a Java array. Nobody changes them but the
 * stream they came from, when it is read on; {@link #kept} is safe from that, so that both branches of a tee may hold it.
 */
public interface DataChunk {
  /** At least 1. */
  int sizeBytes();

  /** Copies {@code length} bytes, from byte {@code from} of this chunk to {@code target[at…]}. */
  void copyTo(int from, byte[] target, int at, int length);

  /** A view of a part; shares the bytes. */
  DataChunk slice(int from, int length);

  /** These bytes for as long as they are held: the chunk itself, or a copy where its stream uses the room again. */
  default DataChunk kept() {
    return this;
  }

  /** Takes bytes as they come. */
  interface Sink {
    void take(byte[] bytes, int offset, int length) throws StreamingException;
  }

  /** Gives all bytes to {@code sink}, through {@code buffer}, which is overwritten. */
  default void copyThrough(byte[] buffer, Sink sink) throws StreamingException {
    for (int from = 0; from < sizeBytes(); from += buffer.length) {
      int length = Math.min(buffer.length, sizeBytes() - from);
      copyTo(from, buffer, 0, length);
      sink.take(buffer, 0, length);
    }
  }

  /** All bytes, in a new array. */
  default byte[] toByteArray() {
    byte[] bytes = new byte[sizeBytes()];
    copyTo(0, bytes, 0, bytes.length);
    return bytes;
  }
}
