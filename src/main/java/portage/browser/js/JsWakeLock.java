package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Keeping the screen on. Only pages have it, not workers. */
public final class JsWakeLock {
  private JsWakeLock() {}

  /** A lock that the browser gave; it takes it back by itself when the page is hidden. */
  public interface Sentinel extends JSObject {
    /** Returns a promise that nobody needs to wait for. */
    JSObject release();
  }

  @JSFunctor
  public interface Given extends JSObject {
    void take(Sentinel sentinel);
  }

  /** Asks for a lock; {@code given} is never called where there is none, or the browser refuses, as with an empty battery. */
  @JSBody(params = "given", script = ""
      + "if (navigator.wakeLock) {"
      + "  navigator.wakeLock.request('screen').then(function(sentinel) { given(sentinel); }, function() {});"
      + "}")
  public static native void ask(Given given);

  @JSBody(script = "return document.visibilityState === 'visible';")
  public static native boolean isPageSeen();
}
