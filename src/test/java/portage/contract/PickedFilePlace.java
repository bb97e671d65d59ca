package portage.contract;

import org.teavm.jso.JSBody;
import portage.browser.Js;
import portage.browser.JsException;
import portage.browser.PickedFile;
import portage.browser.js.JsFiles;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/** A file of the private file system in place of one that a person picks: nobody can press a picker here. */
final class PickedFilePlace implements OutputFileContract.Place {
  private static final String NAME = "picked.zip";
  /** What was not finished goes without being waited for. */
  private static final int GONE_WITHIN = 50;
  private static final int NAP_MILLIS = 20;

  /** True where a file can remove itself: of all browsers that have files those that let a person pick a place for one. */
  @JSBody(script = "return typeof FileSystemFileHandle === 'function' && 'remove' in FileSystemFileHandle.prototype;")
  static native boolean isKnownHere();

  @Override
  public OutputFile open() throws Exception {
    JsFiles.Directory root = Js.await(JsFiles.root());
    Js.await(JsFiles.quiet(JsFiles.remove(root, NAME)));
    JsFiles.FileHandle file = Js.await(JsFiles.file(root, NAME, true));
    return PickedFile.open(file);
  }

  @Override
  public byte[] bytesOrNull() throws Exception {
    for (int i = 0; ; i++) {
      byte[] bytes = look();
      if (bytes == null || bytes.length > 0 || i == GONE_WITHIN) {
        return bytes;
      }
      Js.sleep(NAP_MILLIS);
    }
  }

  private static byte[] look() throws Exception {
    JsFiles.Directory root = Js.await(JsFiles.root());
    JsException failure;
    try {
      JsFiles.FileHandle file = Js.await(JsFiles.file(root, NAME, false));
      try (StoredItem item = PickedFile.look(file)) {
        return ShelfPlace.bytes(item);
      }
    } catch (JsException e) {
      failure = e;
    }
    if (failure.is("NotFoundError")) {
      return null;
    }
    throw failure;
  }
}
