package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.OutputFile;

/** A file to which small chunks go in larger pieces: each trip to the disk costs. What was not on it yet is mended in memory. */
abstract class BatchedFile implements OutputFile {
  private final String name;
  private final int batchBytes;
  private final Uint8Array batch;
  private int batchFill;
  private long onDiskBytes;
  private boolean finished;
  private boolean closed;

  /**
   * @param name for errors
   * @param onDiskBytes what is there already
   */
  BatchedFile(String name, int batchBytes, long onDiskBytes) {
    this.name = name;
    this.batchBytes = batchBytes;
    this.batch = JsBytes.create(batchBytes);
    this.onDiskBytes = onDiskBytes;
  }

  /** Writes {@code bytes}, which begin at most where the file ends; returns once they may be changed. */
  abstract void write(Uint8Array bytes, long at) throws StreamingException;

  /** Makes the file so short. */
  abstract void cut(long sizeBytes) throws StreamingException;

  /** Everything is written: makes the file whole, of that size. */
  abstract void complete(long sizeBytes) throws StreamingException;

  /** Releases the file; it is removed unless it was completed. Never throws. */
  abstract void release(boolean isComplete);

  final String name() {
    return name;
  }

  final boolean isClosed() {
    return closed;
  }

  /** Brings everything that was written so far to the disk. */
  final void flush() throws StreamingException {
    if (batchFill > 0) {
      write(JsBytes.view(batch, 0, batchFill), onDiskBytes);
      onDiskBytes += batchFill;
      batchFill = 0;
    }
  }

  @Override
  public final long sizeBytes() {
    return onDiskBytes + batchFill;
  }

  @Override
  public final void append(DataChunk chunk) throws StreamingException {
    throwIfOver();
    Uint8Array bytes = JsChunk.bytesOf(chunk);
    int length = bytes.getLength();
    for (int done = 0; done < length; ) {
      // Batches end where a multiple of their size does: a database keeps such pieces.
      int room = batchBytes - (int) (sizeBytes() % batchBytes);
      int count = Math.min(length - done, room);
      batch.set(JsBytes.view(bytes, done, done + count), batchFill);
      batchFill += count;
      done += count;
      if (count == room) {
        flush();
      }
    }
  }

  @Override
  public final void overwrite(long at, byte[] bytes) throws StreamingException {
    throwIfOver();
    if (at < 0 || at > sizeBytes() - bytes.length) {
      throw new IllegalArgumentException(bytes.length + " bytes at " + at + " of " + sizeBytes());
    }
    if (at >= onDiskBytes) {
      batch.set(Bytes.toBrowser(bytes), (int) (at - onDiskBytes));
      return;
    }
    if (at + bytes.length > onDiskBytes) {
      flush();
    }
    write(Bytes.toBrowser(bytes), at);
  }

  @Override
  public final void truncate(long sizeBytes) throws StreamingException {
    throwIfOver();
    if (sizeBytes < 0 || sizeBytes > sizeBytes()) {
      throw new IllegalArgumentException("to " + sizeBytes + " of " + sizeBytes());
    }
    if (sizeBytes >= onDiskBytes) {
      batchFill = (int) (sizeBytes - onDiskBytes);
    } else {
      batchFill = 0;
      cut(sizeBytes);
      onDiskBytes = sizeBytes;
    }
  }

  @Override
  public final void finish() throws StreamingException {
    throwIfOver();
    flush();
    complete(onDiskBytes);
    finished = true;
  }

  private void throwIfOver() {
    if (finished || closed) {
      throw new IllegalStateException("file " + name + " is " + (closed ? "closed" : "finished"));
    }
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release(finished);
    }
  }
}
