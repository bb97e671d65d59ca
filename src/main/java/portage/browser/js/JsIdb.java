package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** IndexedDB. TeaVM's own binding lacks durability, {@code getAllKeys} and promises. */
public final class JsIdb {
  private JsIdb() {}

  public interface Database extends JSObject {
    void close();

    /** Only while the database is being made. */
    Store createObjectStore(String name);

    Store createObjectStore(String name, JSObject options);
  }

  public interface Transaction extends JSObject {
    Store objectStore(String name);
  }

  /** Every call but {@code createIndex} and {@code index} returns a request. */
  public interface Store extends JSObject {
    JSObject put(JSObject value, JSObject key);

    JSObject add(JSObject value);

    JSObject get(JSObject key);

    JSObject delete(JSObject key);

    JSObject getAllKeys(JSObject range);

    JSObject getAll(JSObject range);

    Store createIndex(String name, String path);

    Store index(String name);
  }

  @JSFunctor
  public interface Upgrade extends JSObject {
    void make(Database database);
  }

  /** Promise of a {@link Database}, made by {@code upgrade} when there is none; closes itself when it is in the way. */
  @JSBody(params = {"name", "upgrade"}, script = ""
      + "return new Promise(function(ok, bad) {"
      + "  var request = indexedDB.open(name, 1);"
      + "  request.onupgradeneeded = function() { upgrade(request.result); };"
      + "  request.onsuccess = function() {"
      + "    request.result.onversionchange = function() { request.result.close(); };"
      + "    ok(request.result);"
      + "  };"
      + "  request.onerror = function() { bad(request.error); };"
      + "});")
  public static native JSObject open(String name, Upgrade upgrade);

  /** Promise; removes the whole database. */
  @JSBody(params = "name", script = ""
      + "return new Promise(function(ok, bad) {"
      + "  var request = indexedDB.deleteDatabase(name);"
      + "  request.onsuccess = function() { ok(null); };"
      + "  request.onerror = function() { bad(request.error); };"
      + "});")
  public static native JSObject deleteDatabase(String name);

  /** {@code stores} separated by commas; {@code durability} is {@code "strict"} or {@code "relaxed"}. */
  @JSBody(params = {"database", "stores", "mode", "durability"}, script = ""
      + "try {"
      + "  return { n: 0, e: null, v: database.transaction(stores.split(','), mode, { durability: durability }) };"
      + "} catch (e) { return { n: 0, v: null, e: e }; }")
  public static native Guarded transaction(Database database, String stores, String mode, String durability);

  /** Promise of the end of a transaction; broken when it was aborted. Ask before the first request. */
  @JSBody(params = "transaction", script = ""
      + "var promise = new Promise(function(ok, bad) {"
      + "  transaction.oncomplete = function() { ok(null); };"
      + "  transaction.onabort = function() { bad(transaction.error || new Error('transaction aborted')); };"
      + "});"
      + "promise.then(null, function() {});"
      + "return promise;")
  public static native JSObject end(Transaction transaction);

  /** Promise of a request's result. */
  @JSBody(params = "request", script = ""
      + "return new Promise(function(ok, bad) {"
      + "  request.onsuccess = function() { ok(request.result); };"
      + "  request.onerror = function() { bad(request.error); };"
      + "});")
  public static native JSObject result(JSObject request);

  @JSBody(params = "text", script = "return text;")
  public static native JSObject key(String text);

  @JSBody(params = {"text", "number", "index"}, script = "return [text, number, index];")
  public static native JSObject key(String text, double number, double index);

  /** All keys {@code [text, from…to, any]}, both included. */
  @JSBody(params = {"text", "from", "to"}, script = "return IDBKeyRange.bound([text, from], [text, to, []]);")
  public static native JSObject range(String text, double from, double to);

  /** All keys between two, both included. */
  @JSBody(params = {"first", "last"}, script = "return IDBKeyRange.bound(first, last);")
  public static native JSObject range(JSObject first, JSObject last);

  /** All keys {@code [text, any, any]} whose text begins with {@code group}. */
  @JSBody(params = "group", script = "return IDBKeyRange.bound([group], [group + '\\uffff']);")
  public static native JSObject groupRange(String group);

  /** All keys that begin with {@code prefix}. */
  @JSBody(params = "prefix", script = "return IDBKeyRange.bound(prefix, prefix + '\\uffff');")
  public static native JSObject prefix(String prefix);

  @JSBody(script = "return { autoIncrement: true };")
  public static native JSObject autoIncrement();

  /** What is known of a finished item. */
  public interface Item extends JSObject {
    @JSProperty
    double getId();

    @JSProperty
    double getSize();

    @JSProperty
    double getChunk();
  }

  @JSBody(params = {"id", "size", "chunk"}, script = "return { id: id, size: size, chunk: chunk };")
  public static native Item item(double id, double size, double chunk);

  /** One line of a log. */
  public interface Line extends JSObject {
    @JSProperty
    String getKey();

    @JSProperty
    String getJson();
  }

  @JSBody(params = {"key", "json"}, script = "return { key: key, json: json };")
  public static native Line line(String key, String json);
}
