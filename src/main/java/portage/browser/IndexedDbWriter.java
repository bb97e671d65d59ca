package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Gathers chunks of equal size and puts each into the database when it is full. */
final class IndexedDbWriter implements StoredWriter {
  private final IndexedDbStorage storage;
  private final String name;
  private final double id;
  private final int chunkBytes;
  private final Uint8Array gathered;
  private int gatheredBytes;
  private int storedChunks;
  private boolean finished;
  private boolean closed;
  private IndexedDbItem written;

  IndexedDbWriter(IndexedDbStorage storage, String name, double id, int chunkBytes) {
    this.storage = storage;
    this.name = name;
    this.id = id;
    this.chunkBytes = chunkBytes;
    this.gathered = JsBytes.create(chunkBytes);
  }

  @Override
  public void write(DataChunk chunk) throws StreamingException {
    throwIfOver();
    Uint8Array bytes = JsChunk.bytesOf(chunk);
    int length = bytes.getLength();
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, chunkBytes - gatheredBytes);
      gathered.set(JsBytes.view(bytes, done, done + count), gatheredBytes);
      gatheredBytes += count;
      done += count;
      if (gatheredBytes == chunkBytes) {
        putGathered();
      }
    }
  }

  private void putGathered() throws StreamingException {
    boolean put = false;
    try {
      // The database takes a copy, so that the same array is filled again.
      storage.putChunk(name, id, storedChunks, gathered.getBuffer());
      put = true;
    } finally {
      if (!put) {
        close();
      }
    }
    storedChunks++;
    gatheredBytes = 0;
  }

  @Override
  public long sizeBytes() {
    return (long) storedChunks * chunkBytes + gatheredBytes;
  }

  @Override
  public StoredItem written() {
    if (closed) {
      throw new IllegalStateException("writer of " + name + " is closed");
    }
    if (written == null) {
      written = new IndexedDbItem(storage, name, id, chunkBytes, 0, new Tail());
    }
    return written;
  }

  @Override
  public void finish() throws StreamingException {
    throwIfOver();
    Uint8Array last = gatheredBytes == 0 ? null : JsBytes.copy(gathered, 0, gatheredBytes);
    storage.publish(name, id, sizeBytes(), chunkBytes, storedChunks, last == null ? null : last.getBuffer());
    finished = true;
  }

  private void throwIfOver() {
    if (finished || closed) {
      throw new IllegalStateException("writer of " + name + " is " + (closed ? "closed" : "finished"));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (written != null) {
        written.close();
      }
      storage.release(name, id, finished);
    }
  }

  private final class Tail implements IndexedDbItem.Tail {
    @Override
    public Uint8Array chunk(int index) {
      return index == storedChunks && gatheredBytes > 0 ? JsBytes.copy(gathered, 0, gatheredBytes) : null;
    }

    @Override
    public long sizeBytes() {
      return IndexedDbWriter.this.sizeBytes();
    }
  }
}
