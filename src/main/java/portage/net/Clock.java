package portage.net;

/** Time, so that tests can make their own. */
public interface Clock {
  /** Milliseconds since 1970, UTC, by this computer's clock, which may be wrong. */
  long millis();

  /** Milliseconds from some fixed instant, as finely as there is; for measuring how long something took. */
  default double stopwatchMillis() {
    return millis();
  }

  /** Minutes that the clock on this person's wall is ahead of UTC at that time; negative west of Greenwich. */
  default int minutesAheadOfUtc(long atMillis) {
    return 0;
  }

  /** Waits. */
  void sleep(long millis);
}
