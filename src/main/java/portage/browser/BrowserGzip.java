package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.browser.js.JsBytes;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Gzip;
import portage.stream.StoredItem;

/** gzip by the browser's {@code CompressionStream}, into a {@code Blob}, which browsers put on disk when it is large. */
public final class BrowserGzip implements Gzip {
  @JSBody(script = "return typeof CompressionStream === 'function';")
  private static native boolean isThere();

  /** Promise of a {@code Blob}. */
  @JSBody(params = "stream", script = ""
      + "return new Response(stream.pipeThrough(new CompressionStream('gzip'))).blob();")
  private static native JSObject packed(JSObject stream);

  @Override
  public StoredItem pack(String name, ByteStream plain) throws StreamingException {
    if (!isThere()) {
      plain.close();
      return null;
    }
    PulledStream pulled = new PulledStream(plain, null);
    try {
      JsBlob blob = Js.await(packed(pulled.stream()));
      return new Packed(name, blob);
    } catch (JsException e) {
      if (pulled.failure() != null) {
        throw pulled.failure();
      }
      return null; // no room for it; nothing hangs on it
    } finally {
      pulled.close();
    }
  }

  private static final class Packed extends FileItem implements BlobBacked {
    private final String name;
    private final JsBlob blob;

    Packed(String name, JsBlob blob) {
      this.name = name;
      this.blob = blob;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long sizeBytes() {
      return (long) blob.getSize();
    }

    @Override
    void fill(long at, Uint8Array into) throws StreamingException {
      try {
        ArrayBuffer bytes = Js.await(blob.slice(at, at + into.getLength()).arrayBuffer());
        into.set(JsBytes.of(bytes));
      } catch (JsException e) {
        throw StorageErrors.of("read", name, e);
      }
    }

    @Override
    public JsBlob blob() {
      return blob;
    }

    @Override
    public void close() {}
  }
}
