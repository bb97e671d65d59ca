package portage.browser.dom;

import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;

/**
 * Lets the browser ask before it leaves the page. The listener exists only while something runs: a page that has one
 * is kept out of the back-forward cache.
 */
public final class LeaveGuard {
  private final EventListener<Event> askFirst = Event::preventDefault;
  private boolean isOn;

  public void turn(boolean on) {
    if (on == isOn) return;
    isOn = on;
    if (on) {
      Window.current().addEventListener("beforeunload", askFirst);
    } else {
      Window.current().removeEventListener("beforeunload", askFirst);
    }
  }
}
