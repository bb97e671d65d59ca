package portage.browser;

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
  public void sleep(long millis) {
    Js.sleep(millis);
  }
}
