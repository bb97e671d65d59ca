package portage.browser;

import java.util.List;
import java.util.TreeSet;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsFiles;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.page.Shelf;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** Files in a directory of their own in the origin private file system, written through sync access handles. */
public final class OpfsShelf implements Shelf {
  private static final int BATCH_BYTES = 1 << 20;

  private final OpfsDirectory directory;
  /** Of the file that was given up last, until it is gone; or null. */
  private Deferred removal;

  private OpfsShelf(OpfsDirectory directory) {
    this.directory = directory;
  }

  /**
   * Opens the directory {@code prefix + "-shelf"} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser has no such files
   */
  public static OpfsShelf open(String prefix) throws StreamingException {
    try {
      JsFiles.Directory root = Js.await(JsFiles.root());
      return new OpfsShelf(new OpfsDirectory(Js.await(JsFiles.directory(root, prefix + "-shelf"))));
    } catch (JsException e) {
      throw new StreamingException(
          ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open shelf"), e.getMessage(), e);
    }
  }

  private void settle() {
    if (removal != null) {
      removal.await();
    }
  }

  @Override
  public List<String> names() throws StreamingException {
    settle();
    return List.copyOf(new TreeSet<>(directory.names()));
  }

  @Override
  public OutputFile write(String name) throws StreamingException {
    StorageNames.checked(name);
    settle();
    try {
      JsFiles.FileHandle file = directory.makeFile(name);
      return new OpfsFile(name, OpfsDirectory.openHandle(file, name));
    } catch (JsException e) {
      throw StorageErrors.of("open", name, e);
    }
  }

  @Override
  public StoredItem readOrNull(String name) throws StreamingException {
    StorageNames.checked(name);
    settle();
    JsException failure;
    try {
      JsBlob content = Js.await(directory.file(name).getFile());
      return new JsBlobItem(name, content);
    } catch (JsException e) {
      failure = e;
    }
    if (failure.is("NotFoundError")) {
      return null;
    }
    throw StorageErrors.of("open", name, failure);
  }

  @Override
  public void remove(String name) throws StreamingException {
    StorageNames.checked(name);
    settle();
    try {
      directory.remove(name);
    } catch (JsException e) {
      throw StorageErrors.of("delete", name, e);
    }
  }

  private void removeLater(String name) {
    Deferred over = new Deferred();
    removal = over;
    directory.removeLater(name, over::resolve);
  }

  private final class OpfsFile extends ShelvedFile {
    private final JsFiles.SyncHandle handle;

    OpfsFile(String name, JsFiles.SyncHandle handle) {
      super(name, BATCH_BYTES, (long) JsFiles.size(handle));
      this.handle = handle;
    }

    @Override
    void write(Uint8Array bytes, long at) throws StreamingException {
      StreamingException failure = OpfsWriter.writeFully(handle, bytes, at, name());
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    void cut(long sizeBytes) throws StreamingException {
      JsFiles.truncate(handle, sizeBytes);
      if (JsFiles.size(handle) != sizeBytes) {
        throw StorageErrors.failed("truncate", name(), "still " + (long) JsFiles.size(handle));
      }
    }

    @Override
    void complete(long sizeBytes) throws StreamingException {
      cut(sizeBytes); // a write that failed may have left something behind the end
      try {
        Js.number(JsFiles.flush(handle));
      } catch (JsException e) {
        throw StorageErrors.of("finish", name(), e);
      }
    }

    @Override
    void release(boolean isComplete) {
      JsFiles.close(handle);
      if (!isComplete) {
        removeLater(name());
      }
    }

    @Override
    void readBack(long at, Uint8Array into) throws StreamingException {
      OpfsReadHandle.readFully(handle, at, into, name());
    }
  }
}
