package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;

/** An item that lies in a bundle. Small, so that it is sent from memory. */
final class OpfsBundledItem extends FileItem {
  private final OpfsBundles bundles;
  private final String name;
  private final int sizeBytes;
  private boolean closed;

  /** {@code bundles} is acquired by the caller and released by {@link #close()}. */
  OpfsBundledItem(OpfsBundles bundles, String name) {
    this.bundles = bundles;
    this.name = name;
    this.sizeBytes = bundles.sizeBytes(name);
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
    bundles.read(name, at, into);
  }

  /** The whole item in memory, in a room of {@link ReadRooms}, which gets it back by {@link ReadRooms#giveBackBehind}. */
  Uint8Array bytes() throws StreamingException {
    Uint8Array bytes = JsBytes.view(ReadRooms.take(sizeBytes), 0, sizeBytes);
    fill(0, bytes);
    return bytes;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bundles.release();
    }
  }
}
