package portage.archive;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.StoredItem;

/** A file of any number of zeros, and something behind them. */
final class HollowItem implements StoredItem {
  private final long zeros;
  private final byte[] end;
  private long readBytes;

  HollowItem(long zeros, byte[] end) {
    this.zeros = zeros;
    this.end = end;
  }

  @Override
  public String name() {
    return "hollow";
  }

  @Override
  public long sizeBytes() {
    return zeros + end.length;
  }

  @Override
  public void read(long at, byte[] target, int offset, int length) throws StreamingException {
    if (at < 0 || at > sizeBytes() - length) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read").offset(at), "past the end");
    }
    readBytes += length;
    for (int i = 0; i < length; i++) {
      target[offset + i] = at + i < zeros ? 0 : end[(int) (at + i - zeros)];
    }
  }

  long readBytes() {
    return readBytes;
  }

  @Override
  public ByteStream stream(int chunkBytes) {
    throw new UnsupportedOperationException("not asked for in these tests");
  }

  @Override
  public void close() {}
}
