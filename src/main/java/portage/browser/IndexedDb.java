package portage.browser;

import org.teavm.jso.JSObject;
import portage.browser.js.Guarded;
import portage.browser.js.JsIdb;

/**
 * A connection to one database, made again when the browser dropped it (Safari in the background, another tab that
 * deletes the database).
 */
final class IndexedDb {
  private final String name;
  private final JsIdb.Upgrade upgrade;
  private JsIdb.Database connection;

  /** Opens the database, made by {@code upgrade} when there is none yet. */
  IndexedDb(String name, JsIdb.Upgrade upgrade) throws JsException {
    this.name = name;
    this.upgrade = upgrade;
    this.connection = connect();
  }

  private JsIdb.Database connect() throws JsException {
    return Js.await(JsIdb.open(name, upgrade));
  }

  Tx read(String stores) throws JsException {
    return begin(stores, "readonly", "relaxed");
  }

  /** A transaction whose end says that the bytes are with the operating system: for bulk. */
  Tx write(String stores) throws JsException {
    return begin(stores, "readwrite", "relaxed");
  }

  /** A transaction whose end says that the bytes are on disk: for what is believed later. */
  Tx writeStrictly(String stores) throws JsException {
    return begin(stores, "readwrite", "strict");
  }

  /** The same as {@link #write} without waiting, or null when the connection is gone. */
  Tx tryWrite(String stores) {
    Guarded begun = JsIdb.transaction(connection, stores, "readwrite", "relaxed");
    return begun.error() != null ? null : new Tx((JsIdb.Transaction) begun.value());
  }

  private Tx begin(String stores, String mode, String durability) throws JsException {
    JsException failure;
    try {
      return new Tx(Js.value(JsIdb.transaction(connection, stores, mode, durability)));
    } catch (JsException e) {
      failure = e;
    }
    if (!failure.is("InvalidStateError")) {
      throw failure;
    }
    connection = connect();
    return new Tx(Js.value(JsIdb.transaction(connection, stores, mode, durability)));
  }

  /** Closes the connection; the next transaction opens another. */
  void close() {
    connection.close();
  }

  /**
   * One transaction. It commits by itself once no request is pending: between its requests nothing but those is awaited.
   */
  static final class Tx {
    private final JsIdb.Transaction transaction;
    private final JSObject end;

    private Tx(JsIdb.Transaction transaction) {
      this.transaction = transaction;
      this.end = JsIdb.end(transaction);
    }

    JsIdb.Store store(String store) {
      return transaction.objectStore(store);
    }

    /** A request's result; undefined becomes null. */
    <T extends JSObject> T result(JSObject request) throws JsException {
      JSObject value = Js.await(JsIdb.result(request));
      if (Js.isNothing(value)) {
        return null;
      }
      @SuppressWarnings("unchecked")
      T typed = (T) value;
      return typed;
    }

    /** Waits until everything is committed. */
    void end() throws JsException {
      Js.await(end);
    }
  }
}
