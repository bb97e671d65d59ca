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
 * through. A delay that the server named wins over ours, and one longer than the patience of the hour is not waited for;
 * ours doubles from {@code baseMillis} up to {@code maxMillis}, shortened by a random part so that several transfers do not
 * come back at once.
 *
 * <p>While work goes on without a network, nothing is tried and no attempt counts. A network that comes back ends a wait
 * for a server that could not be reached.
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

  /** How long something may take before it is told as a failure. */
  public enum Patience {
    /** Somebody looks at a button and waits: no delay beyond our own longest, and no waiting for a network. */
    AT_A_QUESTION,
    /** A move goes on by itself: as long as the reference server's limits on requests may ask for, and any time offline. */
    AT_WORK
  }

  /** What ends a wait, at the latest when its time is over. */
  private enum Until { OVER, NETWORK_IS_BACK }

  /** A cancel, and a network that is back, are noticed at least this often while waiting. */
  private static final long NAP_MILLIS = 250;

  /** The reference server counts most requests over 5 minutes; a delay of hours is for others to deal with. */
  private static final long LONGEST_NAMED_MILLIS = 15 * 60_000;

  /** Transfers that waited for the same moment do not all come back in it. */
  private static final long SPREAD_MILLIS = 500;

  private final Clock clock;
  private final Randomness randomness;
  private final Network network;
  private final int maxAttempts;
  private final long baseMillis;
  private final long maxMillis;
  private Listener listener = Listener.NONE;
  private Patience patience = Patience.AT_A_QUESTION;
  private long namedUntilMillis;

  /** Where nothing is known about the network. */
  public RetryPolicy(Clock clock, Randomness randomness, int maxAttempts, long baseMillis, long maxMillis) {
    this(clock, randomness, Network.ALWAYS, maxAttempts, baseMillis, maxMillis);
  }

  public RetryPolicy(
      Clock clock, Randomness randomness, Network network, int maxAttempts, long baseMillis, long maxMillis) {
    if (maxAttempts < 1 || baseMillis < 0 || maxMillis < baseMillis) {
      throw new IllegalArgumentException("attempts " + maxAttempts + ", delays " + baseMillis + ".." + maxMillis);
    }
    this.clock = clock;
    this.randomness = randomness;
    this.network = network;
    this.maxAttempts = maxAttempts;
    this.baseMillis = baseMillis;
    this.maxMillis = maxMillis;
  }

  /** One that tries only once and waits for nothing: for a server that may be gone, where nobody should wait for it longer. */
  public RetryPolicy once() {
    return new RetryPolicy(clock, randomness, network, 1, baseMillis, maxMillis);
  }

  /** From now on {@code newListener} hears of everything that is tried again; returns the one that did before. */
  public Listener tell(Listener newListener) {
    Listener former = listener;
    listener = newListener;
    return former;
  }

  /** From now on things may take that long; returns how long they might before. */
  public Patience have(Patience newPatience) {
    Patience former = patience;
    patience = newPatience;
    return former;
  }

  /** True when work stands still because there is no network. */
  public boolean isOffline() {
    return patience == Patience.AT_WORK && network.isOffline();
  }

  /** Until when a server wants to be left alone, in milliseconds since 1970; 0 when none said so, or that is over. */
  public long leftAloneUntilMillis() {
    return namedUntilMillis > clock.millis() ? namedUntilMillis : 0;
  }

  /** Runs {@code attempt} until it succeeds, fails for good or was tried often enough. */
  public <T> T run(CancelSignal signal, Attempt<T> attempt) throws StreamingException {
    List<ErrorCode> failures = new ArrayList<>();
    int number = 1;
    while (true) {
      awaitNetwork(signal);
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
      boolean isOurs = isOffline() && isAboutTheLine(failure);
      if (!(failure.strategy() instanceof RecoveryStrategy.RetryAfter retry)
          || !isOurs && (number >= maxAttempts || retry.delayMillis() > longestNamedMillis())) {
        throw failure;
      }
      failures.add(failure.code());
      listener.retried(failure.code());
      if (!isOurs) {
        pause(signal, number, failure, retry.delayMillis());
        number++;
      }
    }
  }

  /** Waits while there certainly is no network; true when it had to. Does not wait where somebody waits for an answer. */
  public boolean awaitNetwork(CancelSignal signal) throws StreamingException {
    boolean waited = false;
    while (isOffline()) {
      nap(signal, NAP_MILLIS);
      waited = true;
    }
    return waited;
  }

  /**
   * For what only its owner can try again: waits as long as before try {@code attempt + 1}, and for a lost network as long
   * as it takes. False, without a wait, when another try is not worth it.
   */
  public boolean awaitAnother(CancelSignal signal, int attempt, StreamingException failure) throws StreamingException {
    if (!(failure instanceof RecoverableStreamingException recoverable)
        || !(recoverable.strategy() instanceof RecoveryStrategy.RetryAfter retry)
        || retry.delayMillis() > longestNamedMillis()) {
      return false;
    }
    listener.retried(failure.code());
    if (!isAboutTheLine(failure) || !awaitNetwork(signal)) {
      pause(signal, attempt, failure, retry.delayMillis());
    }
    return true;
  }

  /** What a lost network looks like. */
  public static boolean isAboutTheLine(StreamingException e) {
    return e.code() == ErrorCode.UNREACHABLE || e.code() == ErrorCode.STALLED;
  }

  private long longestNamedMillis() {
    return patience == Patience.AT_WORK ? Math.max(maxMillis, LONGEST_NAMED_MILLIS) : maxMillis;
  }

  private void pause(CancelSignal signal, int attempt, StreamingException failure, long namedMillis)
      throws StreamingException {
    if (namedMillis < 0) {
      sleep(signal, delayMillis(attempt), isAboutTheLine(failure) ? Until.NETWORK_IS_BACK : Until.OVER);
      return;
    }
    long millis = namedMillis + (long) (randomness.next() * Math.min(namedMillis, SPREAD_MILLIS));
    if (millis > NAP_MILLIS) {
      namedUntilMillis = Math.max(namedUntilMillis, clock.millis() + millis);
    }
    sleep(signal, millis, Until.OVER);
  }

  private long delayMillis(int attempt) {
    long whole = baseMillis;
    for (int i = 1; i < attempt && whole < maxMillis; i++) {
      whole = Math.min(maxMillis, whole * 2);
    }
    return whole / 2 + (long) (randomness.next() * (whole / 2));
  }

  private void sleep(CancelSignal signal, long millis, Until end) throws StreamingException {
    int returns = network.returns();
    long begunMillis = clock.millis();
    // The clock on the wall goes on while a computer sleeps, and the naps do not.
    for (long left = millis; left > 0 && clock.millis() - begunMillis < millis; left -= NAP_MILLIS) {
      if (end == Until.NETWORK_IS_BACK && network.returns() != returns) {
        return;
      }
      nap(signal, Math.min(left, NAP_MILLIS));
    }
  }

  private void nap(CancelSignal signal, long millis) throws StreamingException {
    signal.throwIfCancelled("retry");
    clock.sleep(millis);
    listener.waited(millis);
  }
}
