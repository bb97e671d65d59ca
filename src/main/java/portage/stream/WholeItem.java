package portage.stream;

import portage.error.StreamingException;

/** All bytes of an item, which is closed with the stream. */
public final class WholeItem implements ByteStream {
  private final StoredItem item;
  private final ByteStream stream;

  public WholeItem(StoredItem item, int chunkBytes) throws StreamingException {
    this.item = item;
    this.stream = item.stream(chunkBytes);
  }

  @Override
  public DataChunk read() throws StreamingException {
    return stream.read();
  }

  @Override
  public void close() {
    stream.close();
    item.close();
  }
}
