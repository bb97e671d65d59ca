package portage.stream;

/** Bytes in memory as a stream of chunks that share them. */
public final class ByteChunks implements ByteStream {
  private final byte[] bytes;
  private final int chunkBytes;
  private int at;

  /** {@code bytes} belong to the stream from then on; chunks have at most {@code chunkBytes}. */
  public ByteChunks(byte[] bytes, int chunkBytes) {
    this.bytes = bytes;
    this.chunkBytes = chunkBytes;
  }

  @Override
  public DataChunk read() {
    if (at == bytes.length) {
      return null;
    }
    int from = at;
    at += Math.min(chunkBytes, bytes.length - from);
    return new ByteChunk(bytes, from, at - from);
  }

  @Override
  public void close() {
    at = bytes.length;
  }
}
