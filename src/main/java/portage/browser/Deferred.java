package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Something that will happen once: any number of coroutines wait for it, one call wakes them all. */
public final class Deferred {
  private interface Pending extends JSObject {
    @JSProperty
    JSObject getPromise();

    void resolve();

    void reject(JSObject reason);
  }

  private final Pending pending = create();

  /** Wakes everybody who waits; later waits return at once. A second call does nothing. Safe in a callback. */
  public void resolve() {
    pending.resolve();
  }

  /** Makes the promise fail, for a browser that waits for it. */
  void reject(JSObject reason) {
    pending.reject(reason);
  }

  /** Waits. */
  public void await() {
    try {
      Js.await(pending.getPromise());
    } catch (JsException e) {
      throw new IllegalStateException("only a browser's promise is rejected", e);
    }
  }

  /** What a browser waits for. */
  JSObject promise() {
    return pending.getPromise();
  }

  @JSBody(script = ""
      + "var d = {};"
      + "d.promise = new Promise(function(ok, bad) { d.resolve = ok; d.reject = bad; });"
      + "return d;")
  private static native Pending create();
}
