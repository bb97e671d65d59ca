package portage.stream;

import portage.error.StreamingException;

/** Writes one item of a {@link StorageBackend}, from start to end. */
public interface StoredWriter extends AutoCloseable {
  /** Appends the chunk; returns once it may be dropped. Short writes are completed or fail. */
  void write(DataChunk chunk) throws StreamingException;

  /** Bytes written so far. */
  long sizeBytes();

  /** What was written so far, to be read while writing goes on or after; valid until this writer is closed. */
  StoredItem written() throws StreamingException;

  /** Makes the item exist under its name, durably. {@code IllegalStateException} when called twice. */
  void finish() throws StreamingException;

  /** Releases the writer; what was not finished is removed. Safe to call twice; never throws. */
  @Override
  void close();
}
