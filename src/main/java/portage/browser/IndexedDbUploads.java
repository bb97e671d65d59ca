package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import portage.atproto.UploadDay;
import portage.atproto.UploadLedger;
import portage.browser.js.JsIdb;
import portage.error.StreamingException;
import portage.net.Clock;

/**
 * Counts of uploads in IndexedDB, apart from the journals: a count outlives the move that made it, for a day.
 *
 * <pre>
 * store "days"  key host  value {@link UploadDay#toText}
 * </pre>
 */
public final class IndexedDbUploads {
  private static final String DAYS = "days";

  private IndexedDbUploads() {}

  /** Opens the database {@code prefix + "-uploads"}; without one, what is counted lives as long as the page. */
  public static UploadLedger open(String prefix, Clock clock) {
    try {
      IndexedDb database = new IndexedDb(prefix + "-uploads", made -> made.createObjectStore(DAYS));
      Ledger ledger = new Ledger(database);
      ledger.forgetThoseBefore(clock.millis());
      return ledger;
    } catch (JsException e) {
      return UploadLedger.inMemory();
    }
  }

  private record Ledger(IndexedDb database) implements UploadLedger {
    @Override
    public UploadDay read(String host) throws StreamingException {
      try {
        return read(database.read(DAYS), host);
      } catch (JsException e) {
        throw StorageErrors.of("read", null, e);
      }
    }

    private static UploadDay read(IndexedDb.Tx tx, String host) throws JsException {
      // Not as a JSString: on the JavaScript target TeaVM 0.15.0 does not let null pass for one.
      JSObject text = tx.result(tx.store(DAYS).get(JsIdb.key(host)));
      return text == null ? UploadDay.NONE : UploadDay.of(((JSString) text).stringValue());
    }

    @Override
    public UploadDay change(String host, Change change) throws StreamingException {
      try {
        IndexedDb.Tx tx = database.write(DAYS);
        UploadDay day = change.of(read(tx, host));
        tx.store(DAYS).put(JsIdb.key(day.toText()), JsIdb.key(host));
        tx.end();
        return day;
      } catch (JsException e) {
        throw StorageErrors.of("append", null, e);
      }
    }

    @Override
    public void forget(String host) throws StreamingException {
      try {
        IndexedDb.Tx tx = database.write(DAYS);
        tx.store(DAYS).delete(JsIdb.key(host));
        tx.end();
      } catch (JsException e) {
        throw StorageErrors.of("delete", null, e);
      }
    }

    /** Windows that are over count no more. */
    void forgetThoseBefore(long nowMillis) throws JsException {
      IndexedDb.Tx tx = database.write(DAYS);
      JSArrayReader<JSString> hosts = tx.result(tx.store(DAYS).getAllKeys(null));
      for (int i = 0; i < hosts.getLength(); i++) {
        String host = hosts.get(i).stringValue();
        if (read(tx, host).at(nowMillis).count() == 0) {
          tx.store(DAYS).delete(JsIdb.key(host));
        }
      }
      tx.end();
    }
  }
}
