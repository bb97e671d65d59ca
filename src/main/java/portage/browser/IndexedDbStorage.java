package portage.browser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;
import portage.browser.js.JsIdb;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/**
 * Items in IndexedDB, for browsers and windows without files of their own.
 *
 * <pre>
 * store "chunks"  key [name, id, index]  value ArrayBuffer of chunkBytes, the last one shorter
 * store "items"   key name               value {id, size, chunk}
 * </pre>
 *
 * <p>Each writer has an id of its own. An item exists once its record in "items" names an id; chunks of other ids are what
 * a dead worker left, and go with the next {@code create} of that name.
 */
public final class IndexedDbStorage implements StorageBackend {
  /** Records of 1 to 4 MiB are what browsers store fastest. */
  public static final int DEFAULT_CHUNK_BYTES = 1 << 20;

  static final String ITEMS = "items";
  static final String CHUNKS = "chunks";
  static final String BOTH = ITEMS + "," + CHUNKS;
  private static final double LAST = 9007199254740991.0;

  private final IndexedDb database;
  private int chunkBytes;
  private final Set<String> writing = new HashSet<>();

  private IndexedDbStorage(IndexedDb database, int chunkBytes) {
    this.database = database;
    this.chunkBytes = chunkBytes;
  }

  /**
   * Opens the database {@code prefix + "-storage"} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser refuses
   */
  public static IndexedDbStorage open(String prefix, int chunkBytes) throws StreamingException {
    try {
      IndexedDb database = new IndexedDb(prefix + "-storage", made -> {
        made.createObjectStore(ITEMS);
        made.createObjectStore(CHUNKS);
      });
      return new IndexedDbStorage(database, chunkBytes);
    } catch (JsException e) {
      throw new StreamingException(
          ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open indexeddb"), e.getMessage(), e);
    }
  }

  @Override
  public String kind() {
    return "indexeddb";
  }

  /** Records smaller than {@link #DEFAULT_CHUNK_BYTES} are slow, so that pieces are joined to at least that. */
  @Override
  public void configure(int newChunkBytes, int smallBytes) {
    chunkBytes = Math.max(newChunkBytes, DEFAULT_CHUNK_BYTES);
  }

  @Override
  public StoredWriter create(String name) throws StreamingException {
    StorageNames.checked(name);
    if (!writing.add(name)) {
      throw StorageErrors.failed("create", name, "is being written already");
    }
    boolean opened = false;
    try {
      JsIdb.Item old = record(name);
      double oldId = old == null ? 0 : old.getId();
      removeChunksExcept(name, oldId);
      opened = true;
      return new IndexedDbWriter(this, name, oldId + 1, chunkBytes);
    } catch (JsException e) {
      throw StorageErrors.of("create", name, e);
    } finally {
      if (!opened) {
        writing.remove(name);
      }
    }
  }

  /** Id 0 is nobody's. */
  private void removeChunksExcept(String name, double keptId) throws JsException {
    IndexedDb.Tx tx = database.write(CHUNKS);
    if (keptId > 0) {
      tx.store(CHUNKS).delete(JsIdb.range(name, 0, keptId - 1));
    }
    tx.store(CHUNKS).delete(JsIdb.range(name, keptId + 1, LAST));
    tx.end();
  }

  private JsIdb.Item record(String name) throws JsException {
    IndexedDb.Tx tx = database.read(ITEMS);
    return tx.result(tx.store(ITEMS).get(JsIdb.key(name)));
  }

  @Override
  public StoredItem open(String name) throws StreamingException {
    StorageNames.checked(name);
    try {
      JsIdb.Item item = record(name);
      return item == null
          ? null
          : new IndexedDbItem(this, name, item.getId(), (int) item.getChunk(), (long) item.getSize(), null);
    } catch (JsException e) {
      throw StorageErrors.of("open", name, e);
    }
  }

  @Override
  public void delete(String name) throws StreamingException {
    StorageNames.checked(name);
    try {
      JsIdb.Item item = record(name);
      double id = item == null ? 0 : item.getId();
      IndexedDb.Tx tx = database.writeStrictly(BOTH);
      tx.store(ITEMS).delete(JsIdb.key(name));
      // Beyond its own are the chunks of whoever writes it now, or died at it.
      tx.store(CHUNKS).delete(JsIdb.range(name, 0, writing.contains(name) ? id : LAST));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("delete", name, e);
    }
  }

  @Override
  public void deleteGroup(String group) throws StreamingException {
    for (String name : names(group)) {
      delete(name);
    }
    deleteLeftovers(group);
  }

  /** Chunks of items that nobody finished. */
  private void deleteLeftovers(String group) throws StreamingException {
    for (String name : writing) {
      if (name.startsWith(group)) {
        return; // somebody is at it
      }
    }
    try {
      IndexedDb.Tx tx = database.writeStrictly(CHUNKS);
      tx.store(CHUNKS).delete(JsIdb.groupRange(group));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("delete", group, e);
    }
  }

  @Override
  public List<String> names(String prefix) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(ITEMS);
      JSArrayReader<JSString> keys = tx.result(tx.store(ITEMS).getAllKeys(JsIdb.prefix(prefix)));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < keys.getLength(); i++) {
        names.add(keys.get(i).stringValue());
      }
      return names;
    } catch (JsException e) {
      throw StorageErrors.of("list", prefix, e);
    }
  }

  void putChunk(String name, double id, int index, ArrayBuffer bytes) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.write(CHUNKS);
      tx.store(CHUNKS).put(bytes, JsIdb.key(name, id, index));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("write", name, e);
    }
  }

  /** Null when there is no such chunk. */
  ArrayBuffer chunk(String name, double id, int index) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(CHUNKS);
      return tx.result(tx.store(CHUNKS).get(JsIdb.key(name, id, index)));
    } catch (JsException e) {
      throw StorageErrors.of("read", name, e);
    }
  }

  /** In one transaction: the last chunk if there is one, the record, and the end of what had the name before. */
  void publish(String name, double id, long sizeBytes, int itemChunkBytes, int lastIndex, ArrayBuffer lastChunk)
      throws StreamingException {
    try {
      IndexedDb.Tx tx = database.writeStrictly(BOTH);
      if (lastChunk != null) {
        tx.store(CHUNKS).put(lastChunk, JsIdb.key(name, id, lastIndex));
      }
      tx.store(ITEMS).put(JsIdb.item(id, sizeBytes, itemChunkBytes), JsIdb.key(name));
      tx.store(CHUNKS).delete(JsIdb.range(name, 0, id - 1));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("finish", name, e);
    }
  }

  /**
   * The writer is closed; chunks that it did not finish go, without waiting for that. The transaction is made at once, and
   * those on one store run in the order they were made: a new writer of the name comes after it.
   */
  void release(String name, double id, boolean finished) {
    writing.remove(name);
    if (!finished) {
      IndexedDb.Tx tx = database.tryWrite(CHUNKS);
      if (tx != null) {
        tx.store(CHUNKS).delete(JsIdb.range(name, id, id));
      }
    }
  }
}
