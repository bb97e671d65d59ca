package portage.jvm;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;

/**
 * The life of a page, which ends at a moment that was set before: in the midst of a call, a write or a fact. From then on
 * nothing that belongs to the page does anything, and what is on its way is broken off.
 */
public final class PageLife {
  /** What everybody who still does something hears. */
  public static final class Ended extends StreamingException {
    private static final long serialVersionUID = 1;

    Ended() {
      super(ErrorCode.INTERNAL, ErrorContext.of("page"), "was killed, as wanted");
    }
  }

  private final CancelSignal signal;
  private final long lastMoment;
  private long moment;
  private boolean ended;

  /** Ends at its {@code lastMoment}th moment, counted from 1; {@code signal} tells the calls that are on their way. */
  public PageLife(CancelSignal signal, long lastMoment) {
    this.signal = signal;
    this.lastMoment = lastMoment;
  }

  public synchronized boolean hasEnded() {
    return ended;
  }

  /** Something is about to happen, or has just happened; throws when the page does not live to see it. */
  public void pass() throws Ended {
    boolean isLast;
    synchronized (this) {
      if (ended) {
        throw new Ended();
      }
      isLast = ++moment == lastMoment;
      ended = isLast;
    }
    if (isLast) {
      synchronized (signal) {
        signal.cancel();
      }
      throw new Ended();
    }
  }

  /** What happens at once or not at all. */
  public interface Deed<T> {
    T run() throws StreamingException;
  }

  /** Does it, unless the page is dead by then; nothing is done after its death. */
  public <T> T lasting(Deed<T> deed) throws StreamingException {
    pass();
    T result;
    synchronized (this) {
      if (ended) {
        throw new Ended();
      }
      result = deed.run();
    }
    pass();
    return result;
  }
}
