package portage.browser;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.browser.js.JsIdb;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.page.Shelf;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/**
 * Files in IndexedDB, for browsers and windows without files of their own.
 *
 * <pre>
 * store "files"   key name              value true
 * store "chunks"  key [name, 0, index]  value ArrayBuffer of {@link #CHUNK_BYTES}, the last one shorter
 * </pre>
 */
public final class IndexedDbShelf implements Shelf {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final String FILES = "files";
  private static final String CHUNKS = "chunks";
  private static final String BOTH = FILES + "," + CHUNKS;

  private final IndexedDb database;

  private IndexedDbShelf(IndexedDb database) {
    this.database = database;
  }

  /**
   * Opens the database {@code prefix + "-shelf"} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser refuses
   */
  public static IndexedDbShelf open(String prefix) throws StreamingException {
    try {
      return new IndexedDbShelf(new IndexedDb(prefix + "-shelf", made -> {
        made.createObjectStore(FILES);
        made.createObjectStore(CHUNKS);
      }));
    } catch (JsException e) {
      throw new StreamingException(
          ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open shelf"), e.getMessage(), e);
    }
  }

  @Override
  public List<String> names() throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(FILES);
      JSArrayReader<JSString> keys = tx.result(tx.store(FILES).getAllKeys(null));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < keys.getLength(); i++) {
        names.add(keys.get(i).stringValue());
      }
      return names;
    } catch (JsException e) {
      throw StorageErrors.of("list", null, e);
    }
  }

  @Override
  public OutputFile write(String name) throws StreamingException {
    StorageNames.checked(name);
    try {
      IndexedDb.Tx tx = database.writeStrictly(FILES);
      tx.store(FILES).put(JsIdb.key(name), JsIdb.key(name));
      tx.end();
      return new DatabaseFile(name, sizeBytes(name));
    } catch (JsException e) {
      throw StorageErrors.of("open", name, e);
    }
  }

  private long sizeBytes(String name) throws JsException, StreamingException {
    int count = chunkCount(name);
    return count == 0 ? 0 : (long) (count - 1) * CHUNK_BYTES + chunk(name, count - 1).getByteLength();
  }

  private int chunkCount(String name) throws JsException {
    IndexedDb.Tx tx = database.read(CHUNKS);
    JSArrayReader<JSObject> keys = tx.result(tx.store(CHUNKS).getAllKeys(JsIdb.range(name, 0, 0)));
    return keys.getLength();
  }

  private static JSObject key(String name, int index) {
    return JsIdb.key(name, 0, index);
  }

  /** Null when there is no such chunk. */
  private ArrayBuffer chunkOrNull(String name, int index) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(CHUNKS);
      return tx.result(tx.store(CHUNKS).get(key(name, index)));
    } catch (JsException e) {
      throw StorageErrors.of("read", name, e);
    }
  }

  private ArrayBuffer chunk(String name, int index) throws StreamingException {
    ArrayBuffer chunk = chunkOrNull(name, index);
    if (chunk == null) {
      throw StorageErrors.failed("read", name, "chunk " + index + " is gone");
    }
    return chunk;
  }

  private void put(String name, int index, ArrayBuffer chunk) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.write(CHUNKS);
      tx.store(CHUNKS).put(chunk, key(name, index));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("write", name, e);
    }
  }

  /** In parts, each of which the browser can move out of memory. */
  @Override
  public StoredItem readOrNull(String name) throws StreamingException {
    StorageNames.checked(name);
    if (!names().contains(name)) {
      return null;
    }
    JsBlob.Parts parts = new JsBlob.Parts();
    int count = (int) ((sizeOf(name) + CHUNK_BYTES - 1) / CHUNK_BYTES);
    for (int i = 0; i < count; i++) {
      parts.with(chunk(name, i));
    }
    return new JsBlobItem(name, parts.join());
  }

  private long sizeOf(String name) throws StreamingException {
    try {
      return sizeBytes(name);
    } catch (JsException e) {
      throw StorageErrors.of("read", name, e);
    }
  }

  @Override
  public void remove(String name) throws StreamingException {
    StorageNames.checked(name);
    try {
      IndexedDb.Tx tx = database.writeStrictly(BOTH);
      removeAll(tx, name);
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("delete", name, e);
    }
  }

  private static void removeAll(IndexedDb.Tx tx, String name) {
    tx.store(FILES).delete(JsIdb.key(name));
    tx.store(CHUNKS).delete(JsIdb.range(name, 0, 0));
  }

  private final class DatabaseFile extends ShelvedFile {
    DatabaseFile(String name, long sizeBytes) {
      super(name, CHUNK_BYTES, sizeBytes);
    }

    @Override
    void write(Uint8Array bytes, long at) throws StreamingException {
      int length = bytes.getLength();
      for (int done = 0; done < length; ) {
        int index = (int) ((at + done) / CHUNK_BYTES);
        int from = (int) ((at + done) % CHUNK_BYTES);
        int count = Math.min(length - done, CHUNK_BYTES - from);
        Uint8Array part = JsBytes.copy(bytes, done, done + count);
        put(name(), index, count == CHUNK_BYTES ? part.getBuffer() : merged(index, from, part));
        done += count;
      }
    }

    /** The chunk as it is with these bytes in it. */
    private ArrayBuffer merged(int index, int from, Uint8Array part) throws StreamingException {
      ArrayBuffer before = chunkOrNull(name(), index);
      if (before == null) {
        return part.getBuffer();
      }
      Uint8Array old = JsBytes.of(before);
      Uint8Array merged = JsBytes.create(Math.max(old.getLength(), from + part.getLength()));
      merged.set(old);
      merged.set(part, from);
      return merged.getBuffer();
    }

    @Override
    void cut(long sizeBytes) throws StreamingException {
      int index = (int) (sizeBytes / CHUNK_BYTES);
      int rest = (int) (sizeBytes % CHUNK_BYTES);
      try {
        IndexedDb.Tx tx = database.write(CHUNKS);
        tx.store(CHUNKS).delete(JsIdb.range(key(name(), rest == 0 ? index : index + 1), key(name(), Integer.MAX_VALUE)));
        tx.end();
      } catch (JsException e) {
        throw StorageErrors.of("truncate", name(), e);
      }
      if (rest > 0) {
        put(name(), index, JsBytes.copy(JsBytes.of(chunk(name(), index)), 0, rest).getBuffer());
      }
    }

    @Override
    void complete(long sizeBytes) throws StreamingException {
      cut(sizeBytes); // a write that failed may have left something behind the end
    }

    /** Does not wait. Transactions on one store run in the order they were made: whoever comes next finds nothing. */
    @Override
    void release(boolean isComplete) {
      IndexedDb.Tx tx = isComplete ? null : database.tryWrite(BOTH);
      if (tx != null) {
        removeAll(tx, name());
      }
    }

    @Override
    void readBack(long at, Uint8Array into) throws StreamingException {
      int length = into.getLength();
      for (int done = 0; done < length; ) {
        Uint8Array chunk = JsBytes.of(chunk(name(), (int) ((at + done) / CHUNK_BYTES)));
        int from = (int) ((at + done) % CHUNK_BYTES);
        int count = Math.min(length - done, chunk.getLength() - from);
        if (count <= 0) {
          throw StorageErrors.failed("read", name(), "ends at byte " + (at + done));
        }
        into.set(JsBytes.view(chunk, from, from + count), done);
        done += count;
      }
    }
  }
}
