package portage.net;

import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.stream.CancelSignal;

/**
 * The one retry loop. Tries again only what failed with {@link RecoveryStrategy.RetryAfter}; everything else passes
 * through. A delay that the server named wins over ours, and one longer than {@code maxMillis} is not waited for; ours doubles from {@code baseMillis} up to {@code maxMillis},
 * shortened by a random part so that several transfers do not come back at once.
 */
public final class RetryPolicy {
  /** One try; {@code attempt} counts from 1. */
  public interface Attempt<T> {
    T run(int attempt) throws StreamingException;
  }

  /** Numbers from 0 (included) to 1 (excluded). */
  public interface Randomness {
    double next();
  }

  /** A cancel is noticed at least this often while waiting. */
  private static final long NAP_MILLIS = 250;

  private final Clock clock;
  private final Randomness randomness;
  private final int maxAttempts;
  private final long baseMillis;
  private final long maxMillis;

  public RetryPolicy(Clock clock, Randomness randomness, int maxAttempts, long baseMillis, long maxMillis) {
    if (maxAttempts < 1 || baseMillis < 0 || maxMillis < baseMillis) {
      throw new IllegalArgumentException("attempts " + maxAttempts + ", delays " + baseMillis + ".." + maxMillis);
    }
    this.clock = clock;
    this.randomness = randomness;
    this.maxAttempts = maxAttempts;
    this.baseMillis = baseMillis;
    this.maxMillis = maxMillis;
  }

  /** Runs {@code attempt} until it succeeds, fails for good or was tried often enough. */
  public <T> T run(CancelSignal signal, Attempt<T> attempt) throws StreamingException {
    for (int number = 1; ; number++) {
      signal.throwIfCancelled("retry");
      // What failed is kept and the catch block left before anything waits: TeaVM cannot compile a wait inside a catch.
      RecoverableStreamingException failure;
      try {
        return attempt.run(number);
      } catch (RecoverableStreamingException e) {
        failure = e;
      }
      if (!(failure.strategy() instanceof RecoveryStrategy.RetryAfter retry)
          || number >= maxAttempts
          || retry.delayMillis() > maxMillis) {
        throw failure;
      }
      sleep(signal, retry.delayMillis() >= 0 ? retry.delayMillis() : delayMillis(number));
    }
  }

  private long delayMillis(int attempt) {
    long whole = baseMillis;
    for (int i = 1; i < attempt && whole < maxMillis; i++) {
      whole = Math.min(maxMillis, whole * 2);
    }
    return whole / 2 + (long) (randomness.next() * (whole / 2));
  }

  private void sleep(CancelSignal signal, long millis) throws StreamingException {
    for (long left = millis; left > 0; left -= NAP_MILLIS) {
      signal.throwIfCancelled("retry");
      clock.sleep(Math.min(left, NAP_MILLIS));
    }
  }
}
