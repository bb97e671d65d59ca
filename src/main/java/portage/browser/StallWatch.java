package portage.browser;

/**
 * Notices that what is awaited does not come. Counts only while somebody waits for the network: a reader that is slow itself
 * is no stall. One timer looks every quarter of the limit, so that nothing is done per chunk but noting the time.
 *
 * <p>The browser's stopwatch may stand still while the computer sleeps, and connections seldom outlive that: who waited
 * before is given a moment more after it, and not the rest of the limit.
 */
final class StallWatch {
  private static final double NOT_WAITING = -1;
  private static final double MOST_BETWEEN_LOOKS_MILLIS = 15_000;
  /** A timer that comes so much later than asked for was held back by a sleep. */
  private static final double SLEPT_MILLIS = 60_000;
  private static final double AFTER_SLEEP_MILLIS = 10_000;

  private final double limitMillis;
  private final double betweenLooksMillis;
  private final Runnable onStall;
  private double waitingSince = NOT_WAITING;
  private double waitMillis;
  private double lookedAtMillis;
  private int timer;
  private boolean closed;

  /** {@code limitMillis} 0 never stalls; {@code onStall} must not wait for anything. */
  StallWatch(long limitMillis, Runnable onStall) {
    this.limitMillis = limitMillis;
    this.betweenLooksMillis = Math.max(1, Math.min(limitMillis / 4.0, MOST_BETWEEN_LOOKS_MILLIS));
    this.onStall = onStall;
    if (limitMillis > 0) {
      arm();
    } else {
      closed = true;
    }
  }

  /** Somebody waits from now on. */
  void waiting() {
    waiting(limitMillis);
  }

  /** Somebody waits from now on for what may take {@code millis}. */
  void waiting(double millis) {
    waitingSince = Js.monotonicMillis();
    waitMillis = millis;
  }

  /** What was awaited is there. */
  void arrived() {
    waitingSince = NOT_WAITING;
  }

  /** How long was waited when it was too long. */
  long waitedMillis() {
    return (long) waitMillis;
  }

  void close() {
    if (!closed) {
      closed = true;
      Js.cancelTimer(timer);
    }
  }

  private void arm() {
    lookedAtMillis = System.currentTimeMillis();
    timer = Js.after(betweenLooksMillis, this::look);
  }

  private void look() {
    if (closed) {
      return;
    }
    double now = Js.monotonicMillis();
    if (System.currentTimeMillis() - lookedAtMillis > betweenLooksMillis + SLEPT_MILLIS) {
      waitMillis = Math.min(waitMillis, now - waitingSince + AFTER_SLEEP_MILLIS);
    }
    if (waitingSince != NOT_WAITING && now - waitingSince >= waitMillis) {
      closed = true;
      onStall.run();
    } else {
      arm();
    }
  }
}
