package portage.stream;

import portage.error.StreamingException;

/** One kept item, read from anywhere in it. */
public interface StoredItem extends AutoCloseable {
  String name();

  long sizeBytes();

  /**
   * Fills {@code target[offset … offset+length)} from byte {@code at}. {@code STORAGE_FAILED} when the item ends before.
   */
  void read(long at, byte[] target, int offset, int length) throws StreamingException;

  /** The whole item, in chunks of about {@code chunkBytes}. Closing it does not close the item. */
  ByteStream stream(int chunkBytes) throws StreamingException;

  /**
   * Bytes from {@code from} (included) to {@code to} (excluded), all of which are there, in chunks of about {@code chunkBytes}.
   * Closing it does not close the item.
   */
  default ByteStream stream(long from, long to, int chunkBytes) throws StreamingException {
    return new ItemRange(this, from, to, chunkBytes);
  }

  /** Releases the item; it stays where it is kept. Safe to call twice; never throws. */
  @Override
  void close();
}
