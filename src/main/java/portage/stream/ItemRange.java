package portage.stream;

import portage.error.StreamingException;

/** A part of a kept item, as a stream. Closing it does not close the item. */
final class ItemRange implements ByteStream {
  private final StoredItem item;
  private final int chunkBytes;
  private final long end;
  private long at;

  ItemRange(StoredItem item, long from, long to, int chunkBytes) {
    this.item = item;
    this.chunkBytes = chunkBytes;
    at = from;
    end = to;
  }

  @Override
  public DataChunk read() throws StreamingException {
    int length = (int) Math.min(chunkBytes, end - at);
    if (length <= 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    item.read(at, bytes, 0, length);
    at += length;
    return new ByteChunk(bytes);
  }

  @Override
  public void close() {
    at = end;
  }
}
