package portage.browser;

import org.teavm.jso.JSBody;
import portage.net.Clock;

/** The browser's clock. */
public final class BrowserClock implements Clock {
  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public double stopwatchMillis() {
    return Js.monotonicMillis();
  }

  @Override
  public int minutesAheadOfUtc(long atMillis) {
    return -minutesBehindUtc(atMillis);
  }

  @JSBody(params = "millis", script = "return new Date(millis).getTimezoneOffset();")
  private static native int minutesBehindUtc(double millis);

  @Override
  public void sleep(long millis) {
    Js.sleep(millis);
  }
}
