package portage.stream;

/**
 * Some bytes on their way, wherever they lie: in a browser's typed array or in a Java array. Immutable: both branches of
 * a tee may hold the same chunk.
 */
public interface DataChunk {
  /** At least 1. */
  int sizeBytes();

  /** Copies {@code length} bytes, from byte {@code from} of this chunk to {@code target[at…]}. */
  void copyTo(int from, byte[] target, int at, int length);

  /** A view of a part; shares the bytes. */
  DataChunk slice(int from, int length);

  /** All bytes, in a new array. */
  default byte[] toByteArray() {
    byte[] bytes = new byte[sizeBytes()];
    copyTo(0, bytes, 0, bytes.length);
    return bytes;
  }
}
