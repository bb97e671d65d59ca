package portage.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

@Timeout(10)
class TaskTest {
  /** Waits without the checked exception. */
  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test void resultIsHandedOverHoweverOftenItIsAwaited() throws StreamingException {
    Task<String> task = Task.start(() -> "done");
    assertEquals("done", task.await());
    assertEquals("done", task.await());
    assertNull(Task.start(() -> null).await());
  }

  @Test void workRunsBesideWhoeverStartedIt() throws StreamingException {
    CountDownLatch go = new CountDownLatch(1);
    Task<Thread> task = Task.start(() -> {
      await(go);
      return Thread.currentThread();
    });
    go.countDown();
    assertNotSame(Thread.currentThread(), task.await());
  }

  @Test void failureIsThrownAsItIs() {
    StreamingException failure = new StreamingException(ErrorCode.STALLED, ErrorContext.of("work"), null);
    Task<String> task = Task.start(() -> {
      throw failure;
    });
    assertSame(failure, assertThrows(StreamingException.class, task::await));
    assertSame(failure, assertThrows(StreamingException.class, task::await));
  }

  @Test void defectIsInternalAndKeepsItsCause() {
    IllegalStateException defect = new IllegalStateException("defect");
    Task<String> task = Task.start(() -> {
      throw defect;
    });
    StreamingException thrown = assertThrows(StreamingException.class, task::await);
    assertEquals(ErrorCode.INTERNAL, thrown.code());
    assertSame(defect, thrown.getCause());
  }

  @Test void severalMayWaitForOne() throws StreamingException {
    CountDownLatch go = new CountDownLatch(1);
    Task<Integer> task = Task.start(() -> {
      await(go);
      return 7;
    });
    Task<Integer> first = Task.start(task::await);
    Task<Integer> second = Task.start(task::await);
    go.countDown();
    assertEquals(14, first.await() + second.await());
  }

  @Test void interruptedWaitIsAFailureAndNotAResult() {
    CountDownLatch go = new CountDownLatch(1);
    Task<Integer> task = Task.start(() -> {
      await(go);
      return 7;
    });
    Thread.currentThread().interrupt();
    assertEquals(ErrorCode.INTERNAL, assertThrows(StreamingException.class, task::await).code());
    assertTrue(!Thread.interrupted(), "still interrupted");
    go.countDown();
  }
}
