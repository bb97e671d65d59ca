package portage.migration;

import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;

/**
 * Takes a move up again by itself where a person could only press "try again": for as long as the network is gone, and a
 * few times after what may be over in seconds. Each time the move asks the servers what became of what was begun.
 */
public final class SecondWind {
  /** Times in a row at one step. */
  private static final int MOST = 2;

  /** Our own delay begins where that of single requests has become some seconds. */
  private static final int DELAY_OF_ATTEMPT = 3;

  private final Migration migration;
  private final RetryPolicy retry;
  private final CancelSignal signal;

  public SecondWind(Migration migration, RetryPolicy retry, CancelSignal signal) {
    this.migration = migration;
    this.retry = retry;
    this.signal = signal;
  }

  /** Runs the migration until it is through; throws what only the person can do something about. */
  public Verification run() throws StreamingException {
    Step step = null;
    int times = 0;
    while (true) {
      StreamingException failure;
      try {
        return migration.run();
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        failure = e;
      }
      if (migration.current() != step) {
        step = migration.current();
        times = 0;
      }
      boolean isOffline = retry.isOffline() && RetryPolicy.isAboutTheLine(failure);
      times += isOffline ? 0 : 1;
      if (times > MOST || !retry.awaitAnother(signal, times + DELAY_OF_ATTEMPT - 1, failure)) {
        throw failure;
      }
      migration.noteFailure(failure);
    }
  }
}
