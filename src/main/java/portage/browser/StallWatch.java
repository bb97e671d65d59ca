package portage.browser;

/**
 * Notices that what is awaited does not come, or does not come to its end. Counts only while somebody waits for the network:
 * a reader that is slow itself is no stall. One timer looks every quarter of the limit, so that nothing is done per chunk but
 * noting the time.
 *
 * <p>The browser's stopwatch may stand still while the computer sleeps, and connections seldom outlive that: who waited
 * before is given a moment more after it, and not the rest of the limit.
 */
final class StallWatch {
  private static final double NOT_WAITING = -1;
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final double MOST_BETWEEN_LOOKS_MILLIS = 15_000;
  /** A timer that comes so much later than asked for was held back by a sleep. */
  private static final double SLEPT_MILLIS = 60_000;
  private static final double AFTER_SLEEP_MILLIS = 10_000;

  private final double limitMillis;
  private final Runnable onStall;
  private double betweenLooksMillis = MOST_BETWEEN_LOOKS_MILLIS;
  private double waitingSince = NOT_WAITING;
  private double waitMillis;
  private double endsAtMillis = NEVER;
  private double lookedAtMillis;
  private int timer;
  private boolean armed;
  private boolean closed;

  /** {@code limitMillis} 0 bears any silence; {@code onStall} must not wait for anything. */
  StallWatch(long limitMillis, Runnable onStall) {
    this.limitMillis = limitMillis > 0 ? limitMillis : NEVER;
    this.onStall = onStall;
    if (limitMillis > 0) {
      lookOften(limitMillis);
    }
  }

  /** Somebody waits from now on. */
  void waiting() {
    waiting(limitMillis);
  }

  /** Somebody waits from now on for what may take {@code millis}. */
  void waiting(double millis) {
    waitingSince = Js.monotonicMillis();
    waitMillis = limitMillis == NEVER ? NEVER : millis;
  }

  /** What was awaited is there. */
  void arrived() {
    waitingSince = NOT_WAITING;
  }

  /** All of it has to be there within {@code millis} from now. */
  void endWithin(long millis) {
    if (!closed) {
      endsAtMillis = Js.monotonicMillis() + millis;
      lookOften(millis);
    }
  }

  /** What was too long. */
  String reason() {
    return Js.monotonicMillis() >= endsAtMillis ? "no end of it" : "nothing for " + (long) waitMillis + " ms";
  }

  void close() {
    closed = true;
    disarm();
  }

  private void lookOften(double millis) {
    betweenLooksMillis = Math.max(1, Math.min(betweenLooksMillis, millis / 4));
    disarm();
    arm();
  }

  private void arm() {
    lookedAtMillis = System.currentTimeMillis();
    timer = Js.after(betweenLooksMillis, this::look);
    armed = true;
  }

  private void disarm() {
    if (armed) {
      armed = false;
      Js.cancelTimer(timer);
    }
  }

  private void look() {
    armed = false;
    if (closed) {
      return;
    }
    double now = Js.monotonicMillis();
    if (System.currentTimeMillis() - lookedAtMillis > betweenLooksMillis + SLEPT_MILLIS) {
      waitMillis = Math.min(waitMillis, now - waitingSince + AFTER_SLEEP_MILLIS);
    }
    if (waitingSince != NOT_WAITING && (now - waitingSince >= waitMillis || now >= endsAtMillis)) {
      closed = true;
      onStall.run();
    } else {
      arm();
    }
  }
}
