package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;

/** A finished file. */
final class OpfsItem extends FileItem implements BlobBacked {
  private final String name;
  private final long sizeBytes;
  private final JsFiles.FileHandle file;
  private final OpfsReadHandle handle;
  private boolean closed;

  OpfsItem(String name, long sizeBytes, JsFiles.FileHandle file, OpfsReadHandle handle) {
    this.name = name;
    this.sizeBytes = sizeBytes;
    this.file = file;
    this.handle = handle;
    handle.acquire();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  void fill(long at, Uint8Array into) throws StreamingException {
    if (closed) {
      throw StorageErrors.failed("read", name, "closed");
    }
    handle.read(at, into);
  }

  @Override
  public JsBlob blob() throws StreamingException {
    try {
      return Js.await(file.getFile());
    } catch (JsException e) {
      throw StorageErrors.of("open", name, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      handle.release();
    }
  }
}
