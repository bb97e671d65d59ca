package portage.browser;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;

/** One directory of the origin private file system; its calls wait for the locks of a worker that just died. */
final class OpfsDirectory {
  private static final double LOCK_WAIT_MILLIS = 5_000;
  private static final double LOCK_NAP_MILLIS = 50;

  private final JsFiles.Directory directory;

  OpfsDirectory(JsFiles.Directory directory) {
    this.directory = directory;
  }

  /** The names of all files in it. */
  List<String> names() throws StreamingException {
    try {
      JSArrayReader<JSString> all = Js.await(JsFiles.names(directory));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < all.getLength(); i++) {
        names.add(JsFiles.text(all, i));
      }
      return names;
    } catch (JsException e) {
      throw StorageErrors.of("list", null, e);
    }
  }

  /** The file of that name, which must be there. */
  JsFiles.FileHandle file(String fileName) throws JsException {
    return Js.await(JsFiles.file(directory, fileName, false));
  }

  /** The file of that name, made when there is none. */
  JsFiles.FileHandle makeFile(String fileName) throws JsException {
    return Js.await(JsFiles.file(directory, fileName, true));
  }

  /** Removes a file; no error when there is none. */
  void remove(String fileName) throws JsException {
    double giveUpAt = Js.monotonicMillis() + LOCK_WAIT_MILLIS;
    while (true) {
      JsException failure = null;
      try {
        Js.await(JsFiles.remove(directory, fileName));
      } catch (JsException e) {
        failure = e;
      }
      if (failure == null || failure.is("NotFoundError")) {
        return;
      }
      if (!failure.is("NoModificationAllowedError") || Js.monotonicMillis() > giveUpAt) {
        throw failure;
      }
      Js.sleep(LOCK_NAP_MILLIS);
    }
  }

  /** Begins to remove a file; {@code over} is told when that is done, whatever became of it. */
  void removeLater(String fileName, Runnable over) {
    JSObject removal = JsFiles.quiet(JsFiles.remove(directory, fileName));
    Js.start(() -> {
      try {
        Js.await(removal);
      } catch (JsException e) {
        throw new IllegalStateException("a quiet promise is never broken", e);
      } finally {
        over.run();
      }
    });
  }

  /** An exclusive handle. */
  static JsFiles.SyncHandle openHandle(JsFiles.FileHandle file, String name) throws StreamingException {
    double giveUpAt = Js.monotonicMillis() + LOCK_WAIT_MILLIS;
    while (true) {
      JsException failure;
      try {
        return Js.await(file.createSyncAccessHandle());
      } catch (JsException e) {
        failure = e;
      }
      if (!failure.is("NoModificationAllowedError") || Js.monotonicMillis() > giveUpAt) {
        throw StorageErrors.of("open", name, failure);
      }
      Js.sleep(LOCK_NAP_MILLIS);
    }
  }
}
