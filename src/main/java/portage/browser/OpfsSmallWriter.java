package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Writes an item that may be small: it stays in memory until it is finished, or has become too large for a bundle. */
final class OpfsSmallWriter implements StoredWriter {
  private static final int FIRST_ROOM_BYTES = 64 << 10;

  private final OpfsStorage storage;
  private final OpfsBundles bundles;
  private final String name;
  private final int limitBytes;
  private final int headerBytes;
  /** The header's place, then the bytes so far; null once they went elsewhere. */
  private Uint8Array room;
  private int sizeBytes;
  /** Takes over when the item is too large. */
  private OpfsWriter file;
  private boolean finished;
  private boolean closed;
  private Written written;

  OpfsSmallWriter(OpfsStorage storage, OpfsBundles bundles, String name, int limitBytes) {
    this.storage = storage;
    this.bundles = bundles;
    this.name = name;
    this.limitBytes = limitBytes;
    this.headerBytes = new BundleEntry(BundleEntry.ITEM, name, 0).headerBytes();
    this.room = JsBytes.create(headerBytes + FIRST_ROOM_BYTES);
  }

  @Override
  public void write(DataChunk chunk) throws StreamingException {
    throwIfOver();
    if (file == null && sizeBytes + chunk.sizeBytes() > limitBytes) {
      file = storage.createFile(name);
      Uint8Array before = room;
      room = null;
      if (sizeBytes > 0) {
        file.write(new JsChunk(JsBytes.view(before, headerBytes, headerBytes + sizeBytes)));
      }
    }
    if (file != null) {
      file.write(chunk);
    } else {
      Uint8Array bytes = JsChunk.bytesOf(chunk);
      makeRoomFor(bytes.getLength());
      room.set(bytes, headerBytes + sizeBytes);
      sizeBytes += bytes.getLength();
    }
  }

  private void makeRoomFor(int more) {
    int needed = headerBytes + sizeBytes + more;
    if (needed > room.getLength()) {
      Uint8Array larger = JsBytes.create(Math.max(needed, Math.min(2 * room.getLength(), headerBytes + limitBytes)));
      larger.set(JsBytes.view(room, headerBytes, headerBytes + sizeBytes), headerBytes);
      room = larger;
    }
  }

  @Override
  public long sizeBytes() {
    return file != null ? file.sizeBytes() : sizeBytes;
  }

  @Override
  public StoredItem written() {
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
    bundles.acquire();
    try {
      if (file != null) {
        file.finish();
        bundles.becameFile(name);
        bundles.delete(name);
      } else {
        append();
      }
    } finally {
      bundles.release();
    }
    finished = true;
  }

  private void append() throws StreamingException {
    BundleEntry entry = new BundleEntry(BundleEntry.ITEM, name, sizeBytes);
    room.set(Bytes.toBrowser(entry.header()), 0);
    bundles.append(entry, JsBytes.view(room, 0, headerBytes + sizeBytes));
    if (bundles.mayBeFile(name)) {
      storage.deleteFile(name);
    }
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
      room = null;
      if (file != null) {
        file.close();
      } else {
        storage.released(name);
      }
    }
  }

  /** What is in memory, or what the file's writer has. */
  private final class Written extends FileItem implements BlobBacked {
    @Override
    public String name() {
      return name;
    }

    @Override
    public long sizeBytes() {
      return OpfsSmallWriter.this.sizeBytes();
    }

    @Override
    void fill(long at, Uint8Array into) throws StreamingException {
      throwIfClosed();
      if (file != null) {
        file.written().fill(at, into);
      } else {
        int from = headerBytes + (int) at;
        into.set(JsBytes.view(room, from, from + into.getLength()));
      }
    }

    @Override
    public JsBlob blob() throws StreamingException {
      throwIfClosed();
      if (file != null) {
        return file.written().blob();
      }
      return inMemory();
    }

    private JsBlob inMemory() {
      Uint8Array copy = JsBytes.copy(room, headerBytes, headerBytes + sizeBytes);
      return new JsBlob.Parts().with(copy.getBuffer()).join();
    }

    private void throwIfClosed() throws StreamingException {
      if (closed) {
        throw StorageErrors.failed("read", name, "writer closed");
      }
    }

    @Override
    public void close() {
      // The writer owns the bytes; its close releases them.
    }
  }
}
