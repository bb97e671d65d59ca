package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Writes one part file through its sync handle; small chunks are joined first. */
final class OpfsWriter implements StoredWriter {
  private final OpfsStorage storage;
  private final String name;
  private final JsFiles.FileHandle file;
  private final JsFiles.SyncHandle handle;
  private final int batchBytes;
  /** Bytes not yet on disk, or null while there were no small chunks. */
  private Uint8Array batch;
  private int batchFill;
  private long onDiskBytes;
  private boolean handleOpen = true;
  private boolean finished;
  private boolean closed;
  private Written written;

  OpfsWriter(
      OpfsStorage storage, String name, JsFiles.FileHandle file, JsFiles.SyncHandle handle, int batchBytes) {
    this.storage = storage;
    this.name = name;
    this.file = file;
    this.handle = handle;
    this.batchBytes = batchBytes;
  }

  @Override
  public void write(DataChunk chunk) throws StreamingException {
    throwIfOver();
    Uint8Array bytes = JsChunk.bytesOf(chunk);
    int length = bytes.getLength();
    if (length > batchBytes - batchFill) {
      writeBatch();
    }
    if (length >= batchBytes) {
      writeFully(bytes);
    } else {
      if (batch == null) {
        batch = JsBytes.create(batchBytes);
      }
      batch.set(bytes, batchFill);
      batchFill += length;
    }
  }

  private void writeBatch() throws StreamingException {
    if (batchFill > 0) {
      int length = batchFill;
      batchFill = 0;
      writeFully(JsBytes.view(batch, 0, length));
    }
  }

  private void writeFully(Uint8Array bytes) throws StreamingException {
    StreamingException failure = writeFully(handle, bytes, onDiskBytes, name);
    if (failure != null) {
      close();
      throw failure;
    }
    onDiskBytes += bytes.getLength();
  }

  /**
   * Writes all of {@code bytes} from byte {@code at} on; what went wrong, or null. A browser writes short when the disk or
   * the quota is full: one that then writes nothing at all is full. Leaves by return: TeaVM 0.15.0 loses a variable that is
   * set inside a try and read after its catch.
   */
  static StreamingException writeFully(JsFiles.SyncHandle handle, Uint8Array bytes, double at, String name) {
    int length = bytes.getLength();
    try {
      for (int done = 0; done < length; ) {
        Uint8Array rest = done == 0 ? bytes : JsBytes.view(bytes, done, length);
        int count = (int) Js.number(JsFiles.write(handle, rest, at + done));
        if (count <= 0) {
          return StorageErrors.full("write", name, "short write at byte " + (long) (at + done));
        }
        done += count;
      }
      // Chromium was seen to count bytes as written that found no room (in-memory files under a small quota).
      return JsFiles.size(handle) < at + length
          ? StorageErrors.full("write", name, "file ends before byte " + (long) (at + length))
          : null;
    } catch (JsException e) {
      return StorageErrors.of("write", name, e);
    }
  }

  @Override
  public long sizeBytes() {
    return onDiskBytes + batchFill;
  }

  @Override
  public Written written() {
    if (closed) {
      throw new IllegalStateException("writer of " + name + " is closed");
    }
    if (written == null) {
      written = new Written();
    }
    return written;
  }

  @Override
  public void finish() throws StreamingException {
    throwIfOver();
    writeBatch();
    try {
      Js.number(JsFiles.flush(handle));
    } catch (JsException e) {
      throw StorageErrors.of("finish", name, e);
    }
    closeHandle();
    storage.publish(name, file);
    finished = true;
  }

  private void throwIfOver() {
    if (finished || closed || !handleOpen) {
      throw new IllegalStateException("writer of " + name + " is " + (closed ? "closed" : "finished"));
    }
  }

  private void closeHandle() {
    if (handleOpen) {
      handleOpen = false;
      JsFiles.close(handle);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeHandle();
      if (written != null) {
        written.closeFinished();
      }
      storage.release(name, finished);
    }
  }

  /** Reads through the writer's own handle, after finishing through that of the item. */
  final class Written extends FileItem implements BlobBacked {
    /** The item, once finished and read again. */
    private StoredItem item;

    @Override
    public String name() {
      return name;
    }

    @Override
    public long sizeBytes() {
      return OpfsWriter.this.sizeBytes();
    }

    @Override
    void fill(long at, Uint8Array into) throws StreamingException {
      throwIfClosed();
      if (handleOpen) {
        writeBatch();
        OpfsReadHandle.readFully(handle, at, into, name);
      } else {
        finishedItem().fill(at, into);
      }
    }

    @Override
    public JsBlob blob() throws StreamingException {
      throwIfClosed();
      if (!handleOpen) {
        return finishedItem().blob();
      }
      writeBatch();
      try {
        Js.number(JsFiles.flush(handle));
        return Js.await(file.getFile());
      } catch (JsException e) {
        throw StorageErrors.of("read", name, e);
      }
    }

    private void throwIfClosed() throws StreamingException {
      if (closed) {
        throw StorageErrors.failed("read", name, "writer closed");
      }
    }

    private OpfsItem finishedItem() throws StreamingException {
      if (item == null) {
        StoredItem opened = storage.open(name);
        if (item == null) {
          item = opened;
        } else if (opened != null) {
          opened.close();
        }
      }
      if (item == null) {
        throw StorageErrors.failed("read", name, "gone");
      }
      return (OpfsItem) item;
    }

    void closeFinished() {
      if (item != null) {
        item.close();
        item = null;
      }
    }

    @Override
    public void close() {
      // The writer owns the file; its close releases it.
    }
  }
}
