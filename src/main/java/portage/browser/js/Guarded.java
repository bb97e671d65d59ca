package portage.browser.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * What a synchronous browser call gave: a number, a value or the error it threw. Calls whose error names matter come back
 * like this, because WasmGC loses the name of an error that is thrown straight into Java.
 */
public interface Guarded extends JSObject {
  /** The number returned; 0 when the call threw. */
  @JSProperty("n")
  double number();

  /** The object returned, or null. */
  @JSProperty("v")
  JSObject value();

  /** What was thrown, or null. */
  @JSProperty("e")
  JSObject error();
}
