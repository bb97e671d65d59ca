package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the bindings of typed arrays leave out. */
public final class JsBytes {
  private JsBytes() {}

  /** A view of bytes from {@code from} (included) to {@code to} (excluded). */
  @JSBody(params = {"bytes", "from", "to"}, script = "return bytes.subarray(from, to);")
  public static native Uint8Array view(Uint8Array bytes, int from, int to);

  /** A copy of bytes from {@code from} (included) to {@code to} (excluded), in a buffer of its own. */
  @JSBody(params = {"bytes", "from", "to"}, script = "return bytes.slice(from, to);")
  public static native Uint8Array copy(Uint8Array bytes, int from, int to);

  @JSBody(params = "length", script = "return new Uint8Array(length);")
  public static native Uint8Array create(int length);

  @JSBody(params = {"buffer"}, script = "return new Uint8Array(buffer);")
  public static native Uint8Array of(ArrayBuffer buffer);

  @JSBody(params = {"buffer", "offset", "length"}, script = "return new Uint8Array(buffer, offset, length);")
  public static native Uint8Array of(ArrayBuffer buffer, int offset, int length);

  /** Size of the buffer behind the view, in bytes. */
  @JSBody(params = "bytes", script = "return bytes.buffer.byteLength;")
  public static native int bufferLength(Uint8Array bytes);

  @JSBody(params = "value", script = "return value instanceof Uint8Array;")
  public static native boolean isBytes(JSObject value);
}
