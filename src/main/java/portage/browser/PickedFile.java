package portage.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.archive.ArchiveFault;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.browser.js.JsFiles;
import portage.error.StreamingException;
import portage.stream.StoredItem;

/**
 * A file at a place that the person picked. The browser writes aside, into a file that ends in {@code .crswap}, and puts
 * everything there at the end; if the page dies before, only the person can remove what lies there.
 */
public final class PickedFile extends BatchedFile {
  private static final int BATCH_BYTES = 1 << 20;

  private final JsFiles.FileHandle file;
  private final JsFiles.Writable writable;
  /** What the browser is at work on, while the next batch fills. */
  private final Uint8Array written = JsBytes.create(BATCH_BYTES);
  /** Promise of that work's end, or null. */
  private JSObject writing;

  private PickedFile(JsFiles.FileHandle file, JsFiles.Writable writable) {
    super(file.getName(), BATCH_BYTES, 0);
    this.file = file;
    this.writable = writable;
  }

  /** Begins to write at the place; what is there now stays until {@link #finish}. */
  public static PickedFile open(JsFiles.FileHandle file) throws StreamingException {
    try {
      return new PickedFile(file, Js.await(file.createWritable()));
    } catch (JsException e) {
      throw ArchiveFault.notWritten(file.getName(), e);
    }
  }

  /** What stands at such a place now. */
  public static StoredItem look(JsFiles.FileHandle file) throws StreamingException {
    try {
      JsBlob content = Js.await(file.getFile());
      return new ChosenFile(file.getName(), content);
    } catch (JsException e) {
      throw ArchiveFault.gone(file.getName(), e);
    }
  }

  @Override
  void write(Uint8Array bytes, long at) throws StreamingException {
    settle();
    written.set(bytes);
    writing = JsFiles.write(writable, JsBytes.view(written, 0, bytes.getLength()), at);
  }

  /** What the browser was given last is written; after a failure, nothing is taken any more. */
  private void settle() throws StreamingException {
    if (writing != null) {
      done(writing);
      writing = null;
    }
  }

  private void done(JSObject promise) throws StreamingException {
    try {
      Js.await(promise);
    } catch (JsException e) {
      throw ArchiveFault.notWritten(name(), e);
    }
  }

  @Override
  void cut(long sizeBytes) throws StreamingException {
    settle();
    done(writable.truncate(sizeBytes));
  }

  @Override
  void complete(long sizeBytes) throws StreamingException {
    cut(sizeBytes);
    done(writable.close());
  }

  @Override
  public StoredItem writtenOrNull() {
    return null;
  }

  @Override
  void release(boolean isComplete) {
    if (!isComplete) {
      Js.start(this::discard);
    }
  }

  /** The picker has made an empty file where there was none: it goes as well, where the browser can remove it. */
  private void discard() {
    try {
      Js.await(JsFiles.quiet(writable.abort()));
      JsBlob content = Js.await(file.getFile());
      if (content.getSize() == 0) {
        Js.await(JsFiles.removeQuietly(file));
      }
    } catch (JsException e) {
      // Gone already, or not ours to look at any more: nothing is left to do.
    }
  }
}
