package portage.browser;

import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.ByteStream;

/** A browser's {@code Blob} read in slices. */
class JsBlobItem extends FileItem implements BlobBacked {
  private final String name;
  private final JsBlob blob;

  /** {@code name} is for errors. */
  JsBlobItem(String name, JsBlob blob) {
    this.name = name;
    this.blob = blob;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final long sizeBytes() {
    return (long) blob.getSize();
  }

  @Override
  final void fill(long at, Uint8Array into) throws StreamingException {
    Uint8Array bytes = read(at, into.getLength());
    if (bytes.getLength() != into.getLength()) {
      throw StorageErrors.failed("read", name, "ends at byte " + (at + bytes.getLength()));
    }
    into.set(bytes);
  }

  private Uint8Array read(long at, int length) throws StreamingException {
    try {
      ArrayBuffer bytes = Js.await(blob.slice(at, at + length).arrayBuffer());
      return JsBytes.of(bytes);
    } catch (JsException e) {
      throw failure(e);
    }
  }

  @Override
  public final ByteStream stream(long from, long to, int chunkBytes) {
    return new BlobChunks(this, from, to, chunkBytes);
  }

  StreamingException failure(JsException e) {
    return StorageErrors.of("read", name, e);
  }

  @Override
  public final JsBlob blob() {
    return blob;
  }

  @Override
  public final void close() {}
}
