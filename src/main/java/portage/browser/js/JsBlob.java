package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** A browser's {@code Blob} or {@code File}. Sizes are doubles: TeaVM's own binding has int and stops at 2 GiB. */
public interface JsBlob extends JSObject {
  @JSProperty
  double getSize();

  /** Bytes from {@code from} (included) to {@code to} (excluded); lazy, reads nothing. */
  JsBlob slice(double from, double to);

  /** Promise of an {@code ArrayBuffer}. */
  JSObject arrayBuffer();

  /** An empty one, to which {@link Parts#with} adds. */
  final class Parts {
    private final JSObject parts = array();

    /** Adds bytes; they leave the JavaScript heap where the browser can. */
    public Parts with(ArrayBuffer bytes) {
      push(parts, bytes);
      return this;
    }

    public JsBlob join() {
      return join(parts);
    }

    @JSBody(script = "return [];")
    private static native JSObject array();

    @JSBody(params = {"parts", "bytes"}, script = "parts.push(new Blob([bytes]));")
    private static native void push(JSObject parts, ArrayBuffer bytes);

    @JSBody(params = "parts", script = "return new Blob(parts);")
    private static native JsBlob join(JSObject parts);
  }
}
