package portage.stream;

/** A chunk in a Java array. The array belongs to the chunk from then on; nobody changes it. */
public final class ByteChunk implements DataChunk {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  public ByteChunk(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteChunk(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 1 || offset > bytes.length - length) {
      throw new IllegalArgumentException("chunk of " + length + " bytes at " + offset + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  @Override
  public int sizeBytes() {
    return length;
  }

  @Override
  public void copyTo(int from, byte[] target, int at, int count) {
    if (from < 0 || count < 0 || from > length - count) {
      throw new IllegalArgumentException(count + " bytes from " + from + " of " + length);
    }
    System.arraycopy(bytes, offset + from, target, at, count);
  }

  @Override
  public DataChunk slice(int from, int count) {
    if (from < 0 || from > length - count) {
      throw new IllegalArgumentException(count + " bytes from " + from + " of " + length);
    }
    return new ByteChunk(bytes, offset + from, count);
  }
}
