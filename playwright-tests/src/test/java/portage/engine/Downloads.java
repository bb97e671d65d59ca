package portage.engine;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a browser saves to the disk. */
final class Downloads {
  private static final long SAVED_WITHIN_SECONDS = 40;

  private Downloads() {}

  /** Presses, and waits for the file that is saved because of it. */
  static Path after(Runnable press, Future<Path> saved) {
    press.run();
    try {
      return saved.get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new EngineException("nothing was saved", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("save", e);
    }
  }
}
