package portage.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import portage.error.ErrorCode;
import portage.error.StreamingException;

/**
 * What every adapter of a port must do, as named cases. Without JUnit, so that the same cases run on the JVM, in a page and
 * in a worker of a real browser.
 */
public abstract class Contract {
  /** What a case does; throws when the adapter is wrong. */
  public interface Body {
    void run() throws Exception;
  }

  /** A sentence about behaviour, and its proof. */
  public record Case(String name, Body body) {}

  private final List<Case> cases = new ArrayList<>();

  protected final void add(String name, Body body) {
    cases.add(new Case(name, body));
  }

  /** All cases, in an order in which they may run one after the other. */
  public final List<Case> cases() {
    return cases;
  }

  protected static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  protected static void same(Object wanted, Object got) {
    if (!Objects.equals(wanted, got)) {
      throw new AssertionError("wanted " + wanted + ", got " + got);
    }
  }

  /** The failure that {@code body} must end with. */
  protected static StreamingException fails(ErrorCode code, Body body) throws Exception {
    StreamingException failure = null;
    try {
      body.run();
    } catch (StreamingException e) {
      failure = e;
    }
    if (failure == null) {
      throw new AssertionError("no failure, wanted " + code);
    }
    if (failure.code() != code) {
      throw new AssertionError("wanted " + code + ", got " + failure.getMessage());
    }
    return failure;
  }

  /** Misuse must be told at once. */
  protected static void misuse(Body body) throws Exception {
    boolean told = false;
    try {
      body.run();
    } catch (IllegalStateException | IllegalArgumentException e) {
      told = true;
    }
    check(told, "misuse was not told");
  }

  /** Runs all at the same time and waits for all; the first failure is thrown. */
  protected static void together(Body... bodies) throws Exception {
    Throwable[] failures = new Throwable[bodies.length];
    Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      int index = i;
      threads[i] = new Thread(() -> {
        try {
          bodies[index].run();
        } catch (Throwable e) {
          failures[index] = e;
        }
      });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Throwable failure : failures) {
      if (failure != null) {
        throw new Exception("" + failure, failure);
      }
    }
  }

  /** Waits until {@code condition} holds, at most a second. */
  protected static void soon(Condition condition, String what) throws Exception {
    for (int i = 0; i < 100 && !condition.holds(); i++) {
      Thread.sleep(10);
    }
    check(condition.holds(), what);
  }

  /** Something that becomes true. */
  public interface Condition {
    boolean holds();
  }
}
