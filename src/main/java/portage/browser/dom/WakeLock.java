package portage.browser.dom;

import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.html.HTMLDocument;
import portage.browser.js.JsWakeLock;

/**
 * Keeps the screen on while something runs: with the screen, a phone switches off the network and a laptop goes to sleep.
 * The browser takes the lock back when the page is hidden, so it is asked for again when the page is seen.
 */
public final class WakeLock {
  private final EventListener<Event> askAgain = event -> askIfSeen();
  private JsWakeLock.Sentinel sentinel;
  private boolean isOn;

  public void turn(boolean on) {
    if (on == isOn) return;
    isOn = on;
    if (on) {
      HTMLDocument.current().addEventListener("visibilitychange", askAgain);
      askIfSeen();
    } else {
      HTMLDocument.current().removeEventListener("visibilitychange", askAgain);
      release();
    }
  }

  private void askIfSeen() {
    if (JsWakeLock.isPageSeen()) JsWakeLock.ask(this::take);
  }

  /** May come after the work is over. */
  private void take(JsWakeLock.Sentinel given) {
    release();
    sentinel = given;
    if (!isOn) release();
  }

  private void release() {
    if (sentinel != null) sentinel.release();
    sentinel = null;
  }
}
