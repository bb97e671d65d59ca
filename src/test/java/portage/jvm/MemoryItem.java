package portage.jvm;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** A stored item that is just an array. */
public final class MemoryItem implements StoredItem {
  private final String name;
  private final byte[] bytes;

  public MemoryItem(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return bytes.length;
  }

  @Override
  public void read(long at, byte[] target, int offset, int length) throws StreamingException {
    if (at < 0 || at > bytes.length - length) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read").about(name).offset(at), "past the end");
    }
    System.arraycopy(bytes, (int) at, target, offset, length);
  }

  @Override
  public ByteStream stream(int chunkBytes) {
    return new ByteStream() {
      private int at;

      @Override
      public DataChunk read() {
        if (at == bytes.length) {
          return null;
        }
        int length = Math.min(chunkBytes, bytes.length - at);
        at += length;
        return new ByteChunk(bytes, at - length, length);
      }

      @Override
      public void close() {
        at = bytes.length;
      }
    };
  }

  @Override
  public void close() {}
}
