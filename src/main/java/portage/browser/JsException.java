package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A promise's rejection, or an error that a browser call threw, with the name that decisions are made on. */
public final class JsException extends Exception {
  private final String name;
  private final transient JSObject reason;

  public JsException(JSObject reason) {
    // Suppression is off: TeaVM's Throwable.addSuppressed fails.
    super(describe(reason), null, false, false);
    this.name = nameOf(reason);
    this.reason = reason;
  }

  /** The error's name, such as {@code "QuotaExceededError"}; {@code "string"} and the like when no error was thrown. */
  public String name() {
    return name;
  }

  public boolean is(String otherName) {
    return name.equals(otherName);
  }

  /** What was thrown, untouched. */
  public JSObject reason() {
    return reason;
  }

  @JSBody(params = "e", script = "return e && typeof e === 'object' && e.name ? String(e.name) : typeof e;")
  private static native String nameOf(JSObject reason);

  @JSBody(params = "e", script = ""
      + "return e && typeof e === 'object' && e.message !== undefined"
      + " ? String(e.name) + ': ' + String(e.message) : String(e);")
  private static native String describe(JSObject reason);
}
