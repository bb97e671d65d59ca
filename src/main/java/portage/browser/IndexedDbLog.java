package portage.browser;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import portage.browser.js.JsIdb;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * Logs of JSON lines that survive a crash: what {@link #append} returned from is on disk.
 *
 * <pre>
 * store "lines"  key 1, 2, 3…  value {key, json}, with an index on key
 * store "keys"   key key       value true
 * </pre>
 */
public final class IndexedDbLog {
  private static final String LINES = "lines";
  private static final String KEYS = "keys";
  private static final String BY_KEY = "by-key";

  private final IndexedDb database;

  private IndexedDbLog(IndexedDb database) {
    this.database = database;
  }

  /**
   * Opens the database {@code prefix + "-log"} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser refuses
   */
  public static IndexedDbLog open(String prefix) throws StreamingException {
    try {
      IndexedDb database = new IndexedDb(prefix + "-log", made -> {
        made.createObjectStore(LINES, JsIdb.autoIncrement()).createIndex(BY_KEY, "key");
        made.createObjectStore(KEYS);
      });
      return new IndexedDbLog(database);
    } catch (JsException e) {
      throw new StreamingException(ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open log"), e.getMessage(), e);
    }
  }

  /** Adds a line to the log of {@code key}; returns once it is on disk. */
  public void append(String key, String json) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.writeStrictly(LINES + "," + KEYS);
      tx.store(LINES).add(JsIdb.line(key, json));
      tx.store(KEYS).put(JsIdb.key(key), JsIdb.key(key));
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("append", null, e);
    }
  }

  /** The lines of {@code key} in the order they were added; empty when there are none. */
  public List<String> read(String key) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(LINES);
      JSArrayReader<JsIdb.Line> lines = tx.result(tx.store(LINES).index(BY_KEY).getAll(JsIdb.key(key)));
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < lines.getLength(); i++) {
        texts.add(lines.get(i).getJson());
      }
      return texts;
    } catch (JsException e) {
      throw StorageErrors.of("read", null, e);
    }
  }

  /** The keys that have lines, sorted. */
  public List<String> keys() throws StreamingException {
    try {
      IndexedDb.Tx tx = database.read(KEYS);
      JSArrayReader<JSString> found = tx.result(tx.store(KEYS).getAllKeys(null));
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        keys.add(found.get(i).stringValue());
      }
      return keys;
    } catch (JsException e) {
      throw StorageErrors.of("list", null, e);
    }
  }

  /** Removes the log of {@code key}; returns once that is on disk. No error when there is none. */
  public void delete(String key) throws StreamingException {
    try {
      IndexedDb.Tx tx = database.writeStrictly(LINES + "," + KEYS);
      tx.store(KEYS).delete(JsIdb.key(key));
      JSArrayReader<JSObject> lines = tx.result(tx.store(LINES).index(BY_KEY).getAllKeys(JsIdb.key(key)));
      for (int i = 0; i < lines.getLength(); i++) {
        tx.store(LINES).delete(lines.get(i));
      }
      tx.end();
    } catch (JsException e) {
      throw StorageErrors.of("delete", null, e);
    }
  }
}
