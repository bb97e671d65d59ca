package portage.browser;

import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;

/** Chunk records read as one item. The last two chunks stay in memory: readers go forward, or back by a little. */
final class IndexedDbItem extends FileItem implements BlobBacked {
  /** What a writer has not put into the database yet. */
  interface Tail {
    /** The chunk's bytes so far, its own copy; null when it is in the database. */
    Uint8Array chunk(int index);

    long sizeBytes();
  }

  private final IndexedDbStorage storage;
  private final String name;
  private final double id;
  private final int chunkBytes;
  private final long finishedBytes;
  private final Tail tail;
  // Not an array: TeaVM 0.15.0 makes invalid WasmGC code of arrays of browser objects.
  private Uint8Array lastChunk;
  private Uint8Array chunkBefore;
  private int lastIndex = -1;
  private int indexBefore = -1;
  private boolean closed;

  /** {@code tail} is null for a finished item. */
  IndexedDbItem(IndexedDbStorage storage, String name, double id, int chunkBytes, long finishedBytes, Tail tail) {
    this.storage = storage;
    this.name = name;
    this.id = id;
    this.chunkBytes = chunkBytes;
    this.finishedBytes = finishedBytes;
    this.tail = tail;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return tail == null ? finishedBytes : tail.sizeBytes();
  }

  @Override
  void fill(long at, Uint8Array into) throws StreamingException {
    int length = into.getLength();
    for (int done = 0; done < length; ) {
      long position = at + done;
      int index = (int) (position / chunkBytes);
      int from = (int) (position % chunkBytes);
      Uint8Array chunk = chunk(index);
      int count = Math.min(length - done, chunk.getLength() - from);
      if (count <= 0) {
        throw StorageErrors.failed("read", name, "ends at byte " + position);
      }
      into.set(JsBytes.view(chunk, from, from + count), done);
      done += count;
    }
  }

  private Uint8Array chunk(int index) throws StreamingException {
    if (closed) {
      throw StorageErrors.failed("read", name, "closed");
    }
    if (lastIndex == index) {
      return lastChunk;
    }
    if (indexBefore == index) {
      return chunkBefore;
    }
    Uint8Array unwritten = tail == null ? null : tail.chunk(index);
    if (unwritten != null) {
      return unwritten;
    }
    Uint8Array chunk = JsBytes.of(stored(index));
    chunkBefore = lastChunk;
    indexBefore = lastIndex;
    lastChunk = chunk;
    lastIndex = index;
    return chunk;
  }

  private ArrayBuffer stored(int index) throws StreamingException {
    ArrayBuffer buffer = storage.chunk(name, id, index);
    if (buffer == null) {
      throw StorageErrors.failed("read", name, "chunk " + index + " replaced or deleted meanwhile");
    }
    return buffer;
  }

  /** In parts, each of which the browser can move out of memory. */
  @Override
  public JsBlob blob() throws StreamingException {
    JsBlob.Parts parts = new JsBlob.Parts();
    int count = (int) ((sizeBytes() + chunkBytes - 1) / chunkBytes);
    for (int i = 0; i < count; i++) {
      Uint8Array unwritten = tail == null ? null : tail.chunk(i);
      parts.with(unwritten != null ? unwritten.getBuffer() : stored(i));
    }
    return parts.join();
  }

  @Override
  public void close() {
    closed = true;
    lastChunk = null;
    chunkBefore = null;
    lastIndex = -1;
    indexBefore = -1;
  }
}
