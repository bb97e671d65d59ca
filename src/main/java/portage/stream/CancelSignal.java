package portage.stream;

import java.util.ArrayList;
import java.util.List;
import portage.error.CancelledException;

/** Says once that the person gave up; whoever waits is told. Everything runs on one thread of the worker at a time. */
public final class CancelSignal {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  public boolean isCancelled() {
    return cancelled;
  }

  /** Tells everybody; a second call does nothing. */
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    List<Runnable> told = new ArrayList<>(listeners);
    listeners.clear();
    for (Runnable listener : told) {
      listener.run();
    }
  }

  /** Calls {@code listener} on cancel, at once when that was before. It must not wait for anything. */
  public void onCancel(Runnable listener) {
    if (cancelled) {
      listener.run();
    } else {
      listeners.add(listener);
    }
  }

  /** Forgets a listener whose work is over. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  public void throwIfCancelled(String operation) throws CancelledException {
    if (cancelled) {
      throw new CancelledException(operation);
    }
  }
}
