package portage.net;

/** Time, so that tests can make their own. */
public interface Clock {
  /** Milliseconds since 1970, UTC, by this computer's clock, which may be wrong. */
  long millis();

  /** Waits. */
  void sleep(long millis);
}
