package portage.net;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
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

  /** Hears what the loop does; must not wait for anything. */
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {
      @Override public void retried(ErrorCode code) {}

      @Override public void waited(long millis) {}

      @Override public void recovered(ErrorCode code) {}
    };

    /** A try failed with {@code code} and will be made again. */
    void retried(ErrorCode code);

    /** Another {@code millis} went by before the next try. */
    void waited(long millis);

    /** A failure with {@code code}, told to {@link #retried} before, was made good by a later try. */
    void recovered(ErrorCode code);
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
  private Listener listener = Listener.NONE;

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

  /** From now on {@code listener} hears of everything that is tried again; the one before does not any more. */
  public void tell(Listener listener) {
    this.listener = listener;
  }

  /** Runs {@code attempt} until it succeeds, fails for good or was tried often enough. */
  public <T> T run(CancelSignal signal, Attempt<T> attempt) throws StreamingException {
    List<ErrorCode> failures = new ArrayList<>();
    for (int number = 1; ; number++) {
      signal.throwIfCancelled("retry");
      // What failed is kept and the catch block left before anything waits: TeaVM cannot compile a wait inside a catch.
      RecoverableStreamingException failure;
      try {
        T result = attempt.run(number);
        for (ErrorCode code : failures) {
          listener.recovered(code);
        }
        return result;
      } catch (RecoverableStreamingException e) {
        failure = e;
      }
      if (!(failure.strategy() instanceof RecoveryStrategy.RetryAfter retry)
          || number >= maxAttempts
          || retry.delayMillis() > maxMillis) {
        throw failure;
      }
      failures.add(failure.code());
      listener.retried(failure.code());
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
      long nap = Math.min(left, NAP_MILLIS);
      clock.sleep(nap);
      listener.waited(nap);
    }
  }
}
