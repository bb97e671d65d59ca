package portage.stream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.CancelledException;
import portage.error.ErrorCode;

class CancelSignalTest {
  private final CancelSignal signal = new CancelSignal();
  private final List<String> told = new ArrayList<>();

  @Test void nothingIsThrownBefore() {
    assertFalse(signal.isCancelled());
    assertDoesNotThrow(() -> signal.throwIfCancelled("work"));
  }

  @Test void afterwardsEveryCheckThrowsAndNamesTheWork() {
    signal.cancel();
    assertTrue(signal.isCancelled());
    CancelledException thrown = assertThrows(CancelledException.class, () -> signal.throwIfCancelled("work"));
    assertEquals(ErrorCode.CANCELLED, thrown.code());
    assertEquals("work", thrown.context().operation());
  }

  @Test void everyListenerIsToldOnceInOrder() {
    signal.onCancel(() -> told.add("first"));
    signal.onCancel(() -> told.add("second"));
    assertEquals(List.of(), told);
    signal.cancel();
    signal.cancel();
    assertEquals(List.of("first", "second"), told);
  }

  @Test void lateListenerIsToldAtOnce() {
    signal.cancel();
    signal.onCancel(() -> told.add("late"));
    assertEquals(List.of("late"), told);
    signal.cancel();
    assertEquals(List.of("late"), told);
  }

  @Test void forgottenListenerIsNotTold() {
    Runnable over = () -> told.add("over");
    signal.onCancel(over);
    signal.onCancel(() -> told.add("staying"));
    signal.removeListener(over);
    signal.removeListener(() -> told.add("never added"));
    signal.cancel();
    assertEquals(List.of("staying"), told);
  }

  @Test void listenerAddedByAListenerIsToldToo() {
    signal.onCancel(() -> signal.onCancel(() -> told.add("inner")));
    signal.cancel();
    assertEquals(List.of("inner"), told);
  }

  @Test void listenerThatForgetsItselfDisturbsNobody() {
    Runnable[] self = new Runnable[1];
    self[0] = () -> signal.removeListener(self[0]);
    signal.onCancel(self[0]);
    signal.onCancel(() -> told.add("next"));
    signal.cancel();
    assertEquals(List.of("next"), told);
  }

  @Test void listenerAlreadySeesTheSignalCancelled() {
    signal.onCancel(() -> told.add(String.valueOf(signal.isCancelled())));
    signal.cancel();
    assertEquals(List.of("true"), told);
  }
}
