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
  /** Lines that go to the disk next. */
  private Batch waiting = new Batch();
  /** Lines that are on their way to the disk; null while none are. */
  private Batch writing;
  /** Why noted lines were lost, until somebody was told. */
  private StreamingException lost;

  private record Line(String key, String json) {}

  /** Lines that go to the disk together, and what became of them. */
  private static final class Batch {
    final List<Line> lines = new ArrayList<>();
    final Deferred over = new Deferred();
    /** Holds a line that nobody waits for. */
    boolean isNoted;
    StreamingException failure;
  }

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

  /**
   * Adds a line to the log of {@code key}; returns once it is on disk. Lines that come while others are on their way to the
   * disk go there together, next: each trip costs some milliseconds, however many lines it carries.
   */
  public void append(String key, String json) throws StreamingException {
    Batch mine = hand(new Line(key, json));
    mine.over.await();
    if (mine.failure != null) {
      throw mine.failure;
    }
    throwIfLost();
  }

  /** Adds a line as well, but returns at once; what goes wrong is thrown by a later call. */
  public void note(String key, String json) throws StreamingException {
    throwIfLost();
    hand(new Line(key, json)).isNoted = true;
  }

  private void throwIfLost() throws StreamingException {
    StreamingException reason = lost;
    lost = null;
    if (reason != null) {
      throw reason;
    }
  }

  private Batch hand(Line line) {
    waiting.lines.add(line);
    Batch mine = waiting;
    if (writing == null) {
      writing = mine;
      Js.start(this::writeBatches);
    }
    return mine;
  }

  private void writeBatches() {
    while (!waiting.lines.isEmpty()) {
      writing = waiting;
      waiting = new Batch();
      writing.failure = write(writing.lines);
      if (writing.isNoted && writing.failure != null) {
        lost = writing.failure;
      }
      writing.over.resolve();
    }
    writing = null;
  }

  /** Returns when nothing is on its way to the disk any more. */
  private void settle() {
    while (writing != null) {
      writing.over.await();
    }
  }

  /** What went wrong, or null. */
  private StreamingException write(List<Line> lines) {
    try {
      IndexedDb.Tx tx = database.writeStrictly(LINES + "," + KEYS);
      for (Line line : lines) {
        tx.store(LINES).add(JsIdb.line(line.key(), line.json()));
        tx.store(KEYS).put(JsIdb.key(line.key()), JsIdb.key(line.key()));
      }
      tx.end();
      return null;
    } catch (JsException e) {
      return StorageErrors.of("append", null, e);
    } catch (RuntimeException e) {
      // Whoever waits for the batch must hear of it.
      return StorageErrors.failed("append", null, e.toString());
    }
  }

  /** The lines of {@code key} in the order they were added; empty when there are none. */
  public List<String> read(String key) throws StreamingException {
    settle();
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
    settle();
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
    settle();
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
