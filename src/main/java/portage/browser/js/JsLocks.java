package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Web Locks. */
public final class JsLocks {
  private JsLocks() {}

  /** A lock that is held. */
  public interface Held extends JSObject {
    void release();
  }

  @JSBody(script = "return !!navigator.locks;")
  public static native boolean areThere();

  /** Promise of a {@link Held}, of null when somebody else has the lock. */
  @JSBody(params = "name", script = ""
      + "return new Promise(function(ok, bad) {"
      + "  navigator.locks.request(name, { mode: 'exclusive', ifAvailable: true }, function(lock) {"
      + "    if (!lock) { ok(null); return null; }"
      + "    return new Promise(function(release) { ok({ release: function() { release(null); } }); });"
      + "  }).then(null, bad);"
      + "});")
  public static native JSObject tryLock(String name);

  /** Promise of a {@link Held}; waits for the lock. */
  @JSBody(params = "name", script = ""
      + "return new Promise(function(ok, bad) {"
      + "  navigator.locks.request(name, { mode: 'exclusive' }, function() {"
      + "    return new Promise(function(release) { ok({ release: function() { release(null); } }); });"
      + "  }).then(null, bad);"
      + "});")
  public static native JSObject lock(String name);
}
