package portage.stream;

import portage.error.StreamingException;

/**
 * A file that is written from start to end; what lies behind may be mended. What was not finished is gone when it is closed;
 * where a page dies before that, the next one may find what was written and go on.
 */
public interface OutputFile extends AutoCloseable {
  /** Bytes written so far. */
  long sizeBytes();

  /** Appends the chunk; returns once it may be dropped. Short writes are completed or fail. */
  void append(DataChunk chunk) throws StreamingException;

  /** Writes over what is there from byte {@code at} on, all of it within {@link #sizeBytes}. */
  void overwrite(long at, byte[] bytes) throws StreamingException;

  /** Cuts off what lies behind byte {@code sizeBytes}, which is not more than is there. */
  void truncate(long sizeBytes) throws StreamingException;

  /**
   * What was written so far, to be read while writing goes on, where that can be: in this browser's storage. Null in a place
   * that the person picked. Valid until this file is closed or truncated.
   */
  StoredItem writtenOrNull();

  /** Makes the file whole, durably. {@code IllegalStateException} when called twice. */
  void finish() throws StreamingException;

  /** Releases the file; what was not finished is removed. Safe to call twice; never throws. */
  @Override
  void close();
}
