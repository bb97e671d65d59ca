package portage.page;

import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;

/**
 * The conversation with the person: one view at a time, answered by one action. While work goes on nobody asks, and the only
 * answer that counts is "cancel", which goes to the work's signal; while the person waits for an errand, "back" counts too.
 */
public final class Dialogue {
  /** The action of every button that gives up. */
  public static final String CANCEL = "cancel";

  /** The action of every button that goes one screen back. */
  public static final String BACK = "back";

  /** Shows a view to the person; must not wait. */
  public interface Outlet {
    void show(View view);
  }

  /** What is asked of servers between two screens. It ends soon after its signal is cancelled. */
  public interface Errand<T> {
    T run(CancelSignal signal) throws StreamingException;
  }

  /** An errand under way, and how the person left it, if so. */
  private static final class Waiting {
    final CancelSignal signal = new CancelSignal();
    volatile String wayOut;
  }

  private final Outlet outlet;
  private Waiting waiting;
  private String askedScreen;
  private UserAction answer;
  private CancelSignal work;

  public Dialogue(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Shows {@code view} and waits for what the person does with it. */
  public UserAction ask(View view) throws CancelledException {
    synchronized (this) {
      askedScreen = view.screen();
      answer = null;
    }
    outlet.show(view);
    UserAction given;
    synchronized (this) {
      while (answer == null) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new CancelledException("interrupted");
        }
      }
      given = answer;
      answer = null;
      askedScreen = null;
    }
    if (given.action().equals(CANCEL)) {
      throw new CancelledException("answered");
    }
    return given;
  }

  /** Shows a view that wants no answer but perhaps "cancel". Waits its turn while a question is open: it is left out. */
  public void show(View view) {
    if (askedScreen == null) {
      outlet.show(view);
    }
  }

  /**
   * Runs an errand that the person waits for, in front of the screen that was shown last. The ways out of that screen work at
   * once: null when the person went back meanwhile, {@code CancelledException} after "cancel".
   */
  public <T> T waitFor(Errand<T> errand) throws StreamingException {
    Waiting begun = new Waiting();
    waiting = begun;
    try {
      return outcome(errand, begun);
    } finally {
      waiting = null;
    }
  }

  private static <T> T outcome(Errand<T> errand, Waiting begun) throws StreamingException {
    try {
      T result = errand.run(begun.signal);
      if (begun.wayOut == null) {
        return result;
      }
    } catch (StreamingException e) {
      if (begun.wayOut == null) {
        throw e;
      }
    }
    if (begun.wayOut.equals(CANCEL)) {
      throw new CancelledException("errand");
    }
    return null;
  }

  /** "Cancel" goes to {@code signal} while nobody asks; null: to nobody. Returns the one that it went to before. */
  public CancelSignal working(CancelSignal signal) {
    CancelSignal former = work;
    work = signal;
    return former;
  }

  /** The person did something. An answer to a screen that is gone is dropped. */
  public void received(UserAction action) {
    synchronized (this) {
      if (askedScreen != null && askedScreen.equals(action.screen())) {
        answer = action;
        notifyAll();
        return;
      }
      if (askedScreen != null) {
        return;
      }
    }
    Waiting errand = waiting;
    if (errand != null) {
      leave(errand, action.action());
    } else if (action.action().equals(CANCEL) && work != null) {
      work.cancel();
    }
  }

  private static void leave(Waiting errand, String wayOut) {
    if (wayOut.equals(CANCEL) || wayOut.equals(BACK)) {
      errand.wayOut = wayOut;
      errand.signal.cancel();
    }
  }

  /** For code that must not be reached. */
  static StreamingException unexpected(UserAction action) {
    return new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("answer").about(action.action()), null);
  }
}
