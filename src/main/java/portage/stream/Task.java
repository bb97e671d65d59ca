package portage.stream;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * Work on a thread of its own whose outcome somebody waits for. Threads are real on the JVM and coroutines under TeaVM;
 * neither has the other's executor classes, so this is the one place that starts them.
 */
public final class Task<T> {
  /** What is to be done. */
  public interface Body<T> {
    T run() throws StreamingException;
  }

  private T result;
  private StreamingException failure;
  private boolean over;

  private Task() {}

  /** Starts {@code body} at once. */
  public static <T> Task<T> start(Body<T> body) {
    Task<T> task = new Task<>();
    new Thread(() -> task.run(body)).start();
    return task;
  }

  private void run(Body<T> body) {
    try {
      end(body.run(), null);
    } catch (StreamingException e) {
      end(null, e);
    } catch (RuntimeException | Error e) {
      end(null, new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("background work"), e.toString(), e));
    }
  }

  private synchronized void end(T value, StreamingException thrown) {
    result = value;
    failure = thrown;
    over = true;
    notifyAll();
  }

  /** Whether the work is over, well or not. */
  public synchronized boolean isOver() {
    return over;
  }

  /** Waits until the work is over; its result, or what it threw. */
  public T await() throws StreamingException {
    synchronized (this) {
      while (!over) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("background work"), "interrupted", e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }
}
