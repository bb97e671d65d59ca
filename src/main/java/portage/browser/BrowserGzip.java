package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import portage.browser.js.JsBlob;
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
      return new JsBlobItem(name, blob);
    } catch (JsException e) {
      if (pulled.failure() != null) {
        throw pulled.failure();
      }
      return null; // no room for it; nothing hangs on it
    } finally {
      pulled.close();
    }
  }
}
