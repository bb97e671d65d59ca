package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Uint8Array;

/** The origin private file system. Everything that returns a {@code JSObject} returns a promise. */
public final class JsFiles {
  private JsFiles() {}

  public interface Directory extends JSObject {}

  public interface FileHandle extends JSObject {
    @JSProperty
    String getName();

    /** Promise of a {@link JsBlob}. */
    JSObject getFile();

    /** Promise of a {@link SyncHandle}; dedicated workers only. */
    JSObject createSyncAccessHandle();

    /** Renames within its directory, replacing what has that name. Not in the standard, but in all three engines. */
    JSObject move(String name);

    /** Promise of a {@link Writable}. */
    JSObject createWritable();
  }

  /** Writes aside; what it wrote is in the file once it is closed. Every call returns a promise. */
  public interface Writable extends JSObject {
    JSObject truncate(double size);

    JSObject close();

    JSObject abort();
  }

  /**
   * Promise; the bytes may begin where the file ends, and stay as they are until then. The browser does not complain when nobody
   * comes to wait for it.
   */
  @JSBody(params = {"writable", "bytes", "at"}, script = ""
      + "var writing = writable.write({ type: 'write', position: at, data: bytes });"
      + "writing.then(null, function() {}); return writing;")
  public static native JSObject write(Writable writable, Uint8Array bytes, double at);

  /** Promise that is kept in any case; not every browser can. */
  @JSBody(params = "file", script = ""
      + "return file.remove ? file.remove().then(null, function() {}) : Promise.resolve();")
  public static native JSObject removeQuietly(FileHandle file);

  /** An exclusive, synchronous handle. Offsets and sizes are bytes. */
  public interface SyncHandle extends JSObject {}

  /** True where the calls below exist; whether they work, only trying shows. */
  @JSBody(script = ""
      + "return typeof navigator === 'object' && !!navigator.storage && !!navigator.storage.getDirectory"
      + " && typeof FileSystemFileHandle === 'function'"
      + " && 'createSyncAccessHandle' in FileSystemFileHandle.prototype"
      + " && 'move' in FileSystemFileHandle.prototype;")
  public static native boolean areThere();

  @JSBody(script = "return navigator.storage.getDirectory();")
  public static native JSObject root();

  @JSBody(params = {"parent", "name"}, script = "return parent.getDirectoryHandle(name, { create: true });")
  public static native JSObject directory(Directory parent, String name);

  @JSBody(params = {"parent", "name", "create"}, script = "return parent.getFileHandle(name, { create: create });")
  public static native JSObject file(Directory parent, String name, boolean create);

  @JSBody(params = {"parent", "name"}, script = "return parent.removeEntry(name);")
  public static native JSObject remove(Directory parent, String name);

  /** Promise of an array of all names in it. */
  @JSBody(params = "directory", script = ""
      + "var names = [], it = directory.keys();"
      + "function next() {"
      + "  return it.next().then(function(r) { if (r.done) { return names; } names.push(r.value); return next(); });"
      + "}"
      + "return next();")
  public static native JSObject names(Directory directory);

  public static String text(JSArrayReader<JSString> array, int index) {
    return array.get(index).stringValue();
  }

  /** Number of bytes written, perhaps fewer than given. */
  @JSBody(params = {"handle", "bytes", "at"}, script = ""
      + "try { return { n: handle.write(bytes, { at: at }), v: null, e: null }; }"
      + " catch (e) { return { n: 0, v: null, e: e }; }")
  public static native Guarded write(SyncHandle handle, Uint8Array bytes, double at);

  /** Number of bytes read, fewer than asked for at the end of the file. */
  @JSBody(params = {"handle", "bytes", "at"}, script = ""
      + "try { return { n: handle.read(bytes, { at: at }), v: null, e: null }; }"
      + " catch (e) { return { n: 0, v: null, e: e }; }")
  public static native Guarded read(SyncHandle handle, Uint8Array bytes, double at);

  @JSBody(params = "handle", script = ""
      + "try { handle.flush(); return { n: 0, v: null, e: null }; } catch (e) { return { n: 0, v: null, e: e }; }")
  public static native Guarded flush(SyncHandle handle);

  @JSBody(params = "handle", script = "return handle.getSize();")
  public static native double size(SyncHandle handle);

  /** Makes the file so long, as well as the browser can: a full disk may refuse even that. */
  @JSBody(params = {"handle", "size"}, script = "try { handle.truncate(size); } catch (e) {}")
  public static native void truncate(SyncHandle handle, double size);

  /** Also when it is closed already. */
  @JSBody(params = "handle", script = "try { handle.close(); } catch (e) {}")
  public static native void close(SyncHandle handle);

  /**
   * Promise of an {@code ArrayBuffer} with bytes from {@code from} (included) to {@code to} (excluded). The browser does not complain
   * when nobody comes to wait for it.
   */
  @JSBody(params = {"blob", "from", "to"}, script = ""
      + "var reading = blob.slice(from, to).arrayBuffer(); reading.then(null, function() {}); return reading;")
  public static native JSObject readAhead(JsBlob blob, double from, double to);

  /** The same promise, which a later wait may find rejected without the browser's complaint in between. */
  @JSBody(params = "promise", script = "return promise.then(null, function() {});")
  public static native JSObject quiet(JSObject promise);
}
