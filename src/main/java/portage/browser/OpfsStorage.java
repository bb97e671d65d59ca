package portage.browser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import portage.browser.js.JsBlob;
import portage.browser.js.JsFiles;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/**
 * Files in the origin private file system, written and read through sync access handles; dedicated workers only.
 *
 * <p>An item {@code x} is the file {@code x}. While it is written it is {@code x.part}; finishing it flushes, closes and
 * moves it to {@code x}, which replaces an older one. {@code move} is not in the standard; where it is missing or fails,
 * {@link BrowserStorage} takes IndexedDB. A {@code x.part} that a dead worker left is invisible and goes with the next
 * {@code create("x")}.
 */
public final class OpfsStorage implements StorageBackend {
  /** Small chunks are joined to this many bytes before they go to disk: 16 KiB pieces are 2 to 10 times slower. */
  public static final int DEFAULT_BATCH_BYTES = 256 << 10;

  private static final double LOCK_WAIT_MILLIS = 5_000;
  private static final double LOCK_NAP_MILLIS = 50;

  private final JsFiles.Directory directory;
  private final int batchBytes;
  /** Names that a writer of this worker has open. */
  private final Set<String> writing = new HashSet<>();
  /** Part files that are being removed: what says that this is over. */
  private final Map<String, Deferred> removals = new HashMap<>();
  private final Map<String, OpfsReadHandle> readHandles = new HashMap<>();

  private OpfsStorage(JsFiles.Directory directory, int batchBytes) {
    this.directory = directory;
    this.batchBytes = batchBytes;
  }

  /**
   * Opens the directory {@code prefix} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser has no such files (private windows)
   */
  public static OpfsStorage open(String prefix, int batchBytes) throws StreamingException {
    if (!JsFiles.areThere()) {
      throw unavailable("not in this browser");
    }
    try {
      JsFiles.Directory root = Js.await(JsFiles.root());
      return new OpfsStorage(Js.await(JsFiles.directory(root, prefix)), batchBytes);
    } catch (JsException e) {
      throw unavailable(e.getMessage());
    }
  }

  private static StreamingException unavailable(String detail) {
    return new StreamingException(ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open opfs"), detail);
  }

  @Override
  public String kind() {
    return "opfs";
  }

  @Override
  public StoredWriter create(String name) throws StreamingException {
    StorageNames.checked(name);
    if (!writing.add(name)) {
      throw StorageErrors.failed("create", name, "is being written already");
    }
    boolean opened = false;
    try {
      removePart(name);
      JsFiles.FileHandle file = Js.await(JsFiles.file(directory, name + StorageNames.PART, true));
      OpfsWriter writer = new OpfsWriter(this, name, file, openHandle(file, name), batchBytes);
      opened = true;
      return writer;
    } catch (JsException e) {
      throw StorageErrors.of("create", name, e);
    } finally {
      if (!opened) {
        writing.remove(name);
      }
    }
  }

  private void removePart(String name) throws JsException {
    Deferred running = removals.get(name);
    if (running != null) {
      running.await();
    }
    removeFile(name + StorageNames.PART);
  }

  /** Removes a file, waiting for the lock of a worker that just died; no error when there is none. */
  private void removeFile(String fileName) throws JsException {
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

  /** A sync access handle; waits for the lock of a worker that just died. */
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

  @Override
  public StoredItem open(String name) throws StreamingException {
    StorageNames.checked(name);
    JsFiles.FileHandle file = null;
    JsBlob content = null;
    JsException failure = null;
    try {
      file = Js.await(JsFiles.file(directory, name, false));
      content = Js.await(file.getFile());
    } catch (JsException e) {
      failure = e;
    }
    if (failure != null) {
      if (failure.is("NotFoundError")) {
        return null;
      }
      throw StorageErrors.of("open", name, failure);
    }
    OpfsReadHandle handle = readHandles.get(name);
    if (handle == null) {
      handle = new OpfsReadHandle(name, file, () -> readHandles.remove(name));
      readHandles.put(name, handle);
    }
    return new OpfsItem(name, (long) content.getSize(), file, handle);
  }

  @Override
  public void delete(String name) throws StreamingException {
    StorageNames.checked(name);
    forgetReaders(name);
    try {
      removeFile(name);
    } catch (JsException e) {
      throw StorageErrors.of("delete", name, e);
    }
  }

  @Override
  public List<String> names(String prefix) throws StreamingException {
    JSArrayReader<JSString> all;
    try {
      all = Js.await(JsFiles.names(directory));
    } catch (JsException e) {
      throw StorageErrors.of("list", prefix, e);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      String name = all.get(i).stringValue();
      if (name.startsWith(prefix) && !name.endsWith(StorageNames.PART)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  /** Makes a closed part file the item; those who still read an older item of that name get errors from now on. */
  void publish(String name, JsFiles.FileHandle part) throws StreamingException {
    forgetReaders(name);
    try {
      Js.await(part.move(name));
    } catch (JsException e) {
      throw StorageErrors.of("finish", name, e);
    }
  }

  private void forgetReaders(String name) {
    OpfsReadHandle readers = readHandles.remove(name);
    if (readers != null) {
      readers.replaced();
    }
  }

  /** The writer is closed; an unfinished part file goes, without waiting for that. */
  void release(String name, boolean finished) {
    writing.remove(name);
    if (!finished) {
      JSObject removal = JsFiles.quiet(JsFiles.remove(directory, name + StorageNames.PART));
      Deferred over = new Deferred();
      removals.put(name, over);
      Js.start(() -> awaitRemoval(name, removal, over));
    }
  }

  private void awaitRemoval(String name, JSObject removal, Deferred over) {
    try {
      Js.await(removal);
    } catch (JsException e) {
      throw new IllegalStateException("a quiet promise is never broken", e);
    } finally {
      removals.remove(name, over);
      over.resolve();
    }
  }
}
