package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;

/**
 * The one sync handle through which all open items of a name read: it is exclusive, so each cannot have its own. Opened at
 * the first read, closed with the last item.
 */
final class OpfsReadHandle {
  private final String name;
  private final JsFiles.FileHandle file;
  private final Runnable onUnused;
  private int users;
  private JsFiles.SyncHandle handle;
  /** Set while some coroutine opens the handle. */
  private Deferred opening;
  private boolean replaced;

  OpfsReadHandle(String name, JsFiles.FileHandle file, Runnable onUnused) {
    this.name = name;
    this.file = file;
    this.onUnused = onUnused;
  }

  void acquire() {
    users++;
  }

  void release() {
    users--;
    if (users == 0) {
      closeHandle();
      if (!replaced) {
        onUnused.run();
      }
    }
  }

  /** The name means another file now, or none. */
  void replaced() {
    replaced = true;
    closeHandle();
  }

  private void closeHandle() {
    if (handle != null) {
      JsFiles.close(handle);
      handle = null;
    }
  }

  /** Fills {@code into} from byte {@code at}. */
  void read(double at, Uint8Array into) throws StreamingException {
    JsFiles.SyncHandle open = handle();
    readFully(open, at, into, name);
  }

  private JsFiles.SyncHandle handle() throws StreamingException {
    while (true) {
      if (replaced || users == 0) {
        throw StorageErrors.failed("read", name, replaced ? "replaced or deleted meanwhile" : "closed");
      }
      if (handle != null) {
        return handle;
      }
      if (opening != null) {
        opening.await();
      } else {
        open();
      }
    }
  }

  private void open() throws StreamingException {
    Deferred opened = new Deferred();
    opening = opened;
    try {
      JsFiles.SyncHandle fresh = OpfsDirectory.openHandle(file, name);
      if (replaced || users == 0) {
        JsFiles.close(fresh);
      } else {
        handle = fresh;
      }
    } finally {
      opening = null;
      opened.resolve();
    }
  }

  /** Fills {@code into} from byte {@code at} of an open handle. */
  static void readFully(JsFiles.SyncHandle handle, double at, Uint8Array into, String name) throws StreamingException {
    int length = into.getLength();
    try {
      for (int done = 0; done < length; ) {
        Uint8Array rest = done == 0 ? into : JsBytes.view(into, done, length);
        int count = (int) Js.number(JsFiles.read(handle, rest, at + done));
        if (count <= 0) {
          throw StorageErrors.failed("read", name, "ends at byte " + (long) (at + done));
        }
        done += count;
      }
    } catch (JsException e) {
      throw StorageErrors.of("read", name, e);
    }
  }
}
