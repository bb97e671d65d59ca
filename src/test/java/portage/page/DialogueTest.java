package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;
import portage.stream.Task;

@Timeout(10)
class DialogueTest {
  private final List<String> shown = new ArrayList<>();
  /** What the person does as soon as a view is shown. */
  private final Deque<List<UserAction>> script = new ArrayDeque<>();
  private final Dialogue dialogue = new Dialogue(this::show);

  private void show(View view) {
    shown.add(view.screen());
    if (!script.isEmpty()) {
      script.poll().forEach(this::does);
    }
  }

  private void does(UserAction action) {
    dialogue.received(action);
  }

  private static UserAction action(String action, String screen) {
    return new UserAction(action, screen, Map.of());
  }

  private static View view(String screen) {
    return View.of(screen, "Title");
  }

  @Test void answerToTheShownScreenIsTheAnswer() throws CancelledException {
    UserAction answer = new UserAction("submit", "target", Map.of("server", "pds.example.com"));
    script.add(List.of(answer));
    assertEquals(answer, dialogue.ask(view("target")));
    assertEquals(List.of("target"), shown);
  }

  @Test void askingWaitsForThePerson() throws Exception {
    Thread[] asking = new Thread[1];
    Task<UserAction> task = Task.start(() -> {
      asking[0] = Thread.currentThread();
      return dialogue.ask(view("target"));
    });
    while (asking[0] == null || asking[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    does(action("submit", "target"));
    assertEquals("submit", task.await().action());
  }

  @Test void answerToAScreenThatIsGoneIsDropped() throws CancelledException {
    script.add(List.of(action("submit", "source-sign-in"), action("start", "plan"), action("back", "target")));
    assertEquals("back", dialogue.ask(view("target")).action());
  }

  @Test void answerBeforeTheQuestionIsDropped() throws CancelledException {
    does(action("submit", "target"));
    script.add(List.of(action("back", "target")));
    assertEquals("back", dialogue.ask(view("target")).action());
  }

  @Test void secondPressOfAButtonIsNoAnswerToTheNextQuestion() throws CancelledException {
    script.add(List.of(action("submit", "target")));
    assertEquals("submit", dialogue.ask(view("target")).action());
    does(action("submit", "target"));
    script.add(List.of(action("back", "target")));
    assertEquals("back", dialogue.ask(view("target")).action());
  }

  @Test void cancelAsAnAnswerEndsTheQuestionAndNotTheWork() {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    script.add(List.of(action(Dialogue.CANCEL, "plan")));
    assertThrows(CancelledException.class, () -> dialogue.ask(view("plan")));
    assertFalse(work.isCancelled());
  }

  @Test void cancelDuringWorkGoesToTheWork() {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    dialogue.show(view("moving"));
    does(action(Dialogue.CANCEL, "moving"));
    assertTrue(work.isCancelled());
  }

  @Test void cancelAfterAnAnswerGoesToTheWorkAgain() throws CancelledException {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    script.add(List.of(action("submit", "mail-code")));
    dialogue.ask(view("mail-code"));
    does(action(Dialogue.CANCEL, "moving"));
    assertTrue(work.isCancelled());
  }

  @Test void cancelGoesToNobodyOnceThereIsNoWayBack() {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    dialogue.working(null);
    does(action(Dialogue.CANCEL, "moving"));
    assertFalse(work.isCancelled());
  }

  @Test void progressDoesNotPaintOverAnOpenQuestion() throws CancelledException {
    Dialogue[] asking = new Dialogue[1];
    asking[0] = new Dialogue(view -> {
      shown.add(view.screen());
      if (view.screen().equals("mail-code")) {
        asking[0].show(view("moving"));
        asking[0].received(action("submit", "mail-code"));
      }
    });
    asking[0].ask(view("mail-code"));
    assertEquals(List.of("mail-code"), shown);
    asking[0].show(view("moving"));
    assertEquals(List.of("mail-code", "moving"), shown);
  }

  @Test void nothingElseDisturbsTheWork() throws CancelledException {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    dialogue.show(view("moving"));
    does(action("submit", "moving"));
    does(action(Dialogue.BACK, "moving"));
    assertFalse(work.isCancelled());
    script.add(List.of(action("yes", "gate")));
    assertEquals("yes", dialogue.ask(view("gate")).action());
  }

  /** Runs until the person leaves, as a query to a server that hangs does. */
  private String hangs(CancelSignal signal, String wayOut) throws CancelledException {
    does(action("submit", "target")); // no way out
    assertFalse(signal.isCancelled());
    does(action(wayOut, "target"));
    signal.throwIfCancelled("query");
    return "answer";
  }

  @Test void backEndsAnErrandAtOnce() throws StreamingException {
    assertNull(dialogue.waitFor(signal -> hangs(signal, Dialogue.BACK)));
  }

  @Test void cancelEndsAnErrandAtOnceAndWhatItIsAPartOf() {
    assertThrows(CancelledException.class, () -> dialogue.waitFor(signal -> hangs(signal, Dialogue.CANCEL)));
  }

  @Test void whatAnErrandBringsAfterThePersonHasLeftIsDropped() throws StreamingException {
    String late = dialogue.waitFor(signal -> {
      does(action(Dialogue.BACK, "target"));
      return "too late";
    });
    assertNull(late);
    String failed = dialogue.waitFor(signal -> {
      does(action(Dialogue.BACK, "target"));
      throw new StreamingException(ErrorCode.STALLED, ErrorContext.of("query"), null);
    });
    assertNull(failed);
  }

  @Test void errandsAnswerAndFailAsTheyDo() throws StreamingException {
    assertEquals("answer", dialogue.waitFor(signal -> "answer"));
    StreamingException failure = new StreamingException(ErrorCode.STALLED, ErrorContext.of("query"), null);
    assertEquals(failure, assertThrows(StreamingException.class, () -> dialogue.waitFor(signal -> {
      throw failure;
    })));
  }

  @Test void workGoesOnWhileAnErrandOfItIsLeft() throws StreamingException {
    CancelSignal work = new CancelSignal();
    dialogue.working(work);
    assertNull(dialogue.waitFor(signal -> hangs(signal, Dialogue.BACK)));
    assertFalse(work.isCancelled());
    does(action(Dialogue.CANCEL, "target"));
    assertTrue(work.isCancelled());
  }

  @Test void answerAfterACancelledQuestionCountsForTheNext() throws CancelledException {
    script.add(List.of(action(Dialogue.CANCEL, "plan")));
    assertThrows(CancelledException.class, () -> dialogue.ask(view("plan")));
    script.add(List.of(action("find", "welcome")));
    assertEquals("find", dialogue.ask(view("welcome")).action());
    assertEquals(List.of("plan", "welcome"), shown);
  }
}
