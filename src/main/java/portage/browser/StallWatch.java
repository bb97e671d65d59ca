package portage.browser;

/**
 * Notices that awaited bytes do not come. Counts only while somebody waits for the network: a reader that is slow itself
 * is no stall. One timer looks every quarter of the limit, so that nothing is done per chunk but noting the time.
 */
final class StallWatch {
  private static final double NOT_WAITING = -1;

  private final double limitMillis;
  private final Runnable onStall;
  private double waitingSince = NOT_WAITING;
  private int timer;
  private boolean closed;

  /** {@code limitMillis} 0 never stalls; {@code onStall} must not wait for anything. */
  StallWatch(long limitMillis, Runnable onStall) {
    this.limitMillis = limitMillis;
    this.onStall = onStall;
    if (limitMillis > 0) {
      arm();
    } else {
      closed = true;
    }
  }

  /** Somebody waits from now on. */
  void waiting() {
    waitingSince = Js.monotonicMillis();
  }

  /** What was awaited is there. */
  void arrived() {
    waitingSince = NOT_WAITING;
  }

  void close() {
    if (!closed) {
      closed = true;
      Js.cancelTimer(timer);
    }
  }

  private void arm() {
    timer = Js.after(Math.max(1, limitMillis / 4), this::look);
  }

  private void look() {
    if (closed) {
      return;
    }
    if (waitingSince != NOT_WAITING && Js.monotonicMillis() - waitingSince >= limitMillis) {
      closed = true;
      onStall.run();
    } else {
      arm();
    }
  }
}
