package portage.stream;

import portage.error.StreamingException;

/** Bytes that arrive in chunks, read by one reader. */
public interface ByteStream extends AutoCloseable {
  /**
   * Returns the next chunk, never empty, or null once the stream has ended. Waits for it. Its bytes are good until the next
   * call: whoever holds it for longer takes {@link DataChunk#kept}.
   */
  DataChunk read() throws StreamingException;

  /** Releases the stream and cancels what was not read. Safe to call twice; never throws. */
  @Override
  void close();
}
