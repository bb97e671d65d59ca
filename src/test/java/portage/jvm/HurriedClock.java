package portage.jvm;

import portage.net.Clock;

/** The clock on the wall, which can be put wrong; nobody sleeps longer than it allows. */
public final class HurriedClock implements Clock {
  private final long longestSleepMillis;
  private volatile long wrongByMillis;

  /** Servers on this machine are through with what they began much sooner than others. */
  public HurriedClock(long longestSleepMillis) {
    this.longestSleepMillis = longestSleepMillis;
  }

  /** From now on the clock is so much ahead; negative: behind. */
  public void putWrong(long byMillis) {
    wrongByMillis = byMillis;
  }

  @Override
  public long millis() {
    return System.currentTimeMillis() + wrongByMillis;
  }

  @Override
  public void sleep(long millis) {
    try {
      Thread.sleep(Math.min(millis, longestSleepMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
