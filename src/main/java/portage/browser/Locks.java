package portage.browser;

import portage.browser.js.JsLocks;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** Locks between the tabs of this origin. A tab that closes or crashes releases its own. */
public final class Locks {
  /** A lock that is held until it is closed. */
  public interface Lock extends AutoCloseable {
    /** Releases it. Safe to call twice; never throws. */
    @Override
    void close();
  }

  private Locks() {}

  /** The lock of that name, or null when somebody else has it. Waits for the browser, not for the lock. */
  public static Lock tryLock(String name) throws StreamingException {
    if (!JsLocks.areThere()) {
      // Below the floor of supported browsers: better two careless tabs than none that works.
      return () -> {};
    }
    try {
      JsLocks.Held held = Js.await(JsLocks.tryLock(name));
      return held == null ? null : held::release;
    } catch (JsException e) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("lock"), e.getMessage(), e);
    }
  }

  /** The lock of that name; waits until nobody else has it. Where the browser fails at it, nothing is locked. */
  public static Lock lock(String name) {
    if (!JsLocks.areThere()) {
      return () -> {};
    }
    try {
      JsLocks.Held held = Js.await(JsLocks.lock(name));
      return held::release;
    } catch (JsException e) {
      return () -> {};
    }
  }
}
