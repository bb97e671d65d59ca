package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.stream.CancelSignal;

class RetryPolicyTest {
  private final FakeClock clock = new FakeClock(1_800_000_000_000L);
  private final CancelSignal signal = new CancelSignal();
  private final List<Integer> attempts = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  /** Between whole/2 (0.0) and whole (near 1.0): tests take the ends. */
  private RetryPolicy policy(double random, int maxAttempts) {
    return new RetryPolicy(clock, () -> random, maxAttempts, 1_000, 30_000);
  }

  private static RecoverableStreamingException failure(long delayMillis) {
    return new RecoverableStreamingException(
        ErrorCode.RATE_LIMITED, ErrorContext.of("query"), null, new RecoveryStrategy.RetryAfter(delayMillis));
  }

  /** Fails as long as there are failures; notes each attempt and how long it was waited for. */
  private RetryPolicy.Attempt<String> failing(StreamingException... failures) {
    return attempt -> {
      attempts.add(attempt);
      waits.add(clock.takeSlept());
      if (attempt <= failures.length) {
        throw failures[attempt - 1];
      }
      return "result";
    };
  }

  @Test void firstSuccessIsTheResultAndNobodyWaits() throws StreamingException {
    assertEquals("result", policy(0, 5).run(signal, failing()));
    assertEquals(List.of(1), attempts);
    assertEquals(0, clock.takeSlept());
  }

  @Test void delayThatTheServerNamedWins() throws StreamingException {
    assertEquals("result", policy(0, 5).run(signal, failing(failure(7_000), failure(0), failure(20_001))));
    assertEquals(List.of(1, 2, 3, 4), attempts);
    assertEquals(List.of(0L, 7_000L, 0L, 20_001L), waits);
  }

  @Test void afterADelayThatTheServerNamedNotAllComeInTheSameMoment() throws StreamingException {
    policy(0.5, 5).run(signal, failing(failure(7_000)));
    assertEquals(List.of(0L, 7_250L), waits);
  }

  @Test void atWorkAServersLongDelayIsWaitedForAndShown() throws StreamingException {
    RetryPolicy policy = policy(0, 5);
    assertThrows(StreamingException.class, () -> policy.run(signal, failing(failure(300_000))));
    policy.have(RetryPolicy.Patience.AT_WORK);
    List<Long> shown = new ArrayList<>();
    clock.duringSleep(() -> shown.add(policy.leftAloneUntilMillis()));
    long until = clock.millis() + 300_000;
    attempts.clear();
    policy.run(signal, failing(failure(300_000)));
    assertEquals(List.of(1, 2), attempts);
    assertEquals(until, clock.millis());
    assertEquals(until, shown.get(0));
    assertEquals(0, policy.leftAloneUntilMillis(), "over");
    assertThrows(StreamingException.class, () -> policy.run(signal, failing(failure(901_000))), "nobody waits for hours");
  }

  @Test void sleepOfTheComputerEndsAWait() throws StreamingException {
    clock.duringSleep(() -> clock.pass(3_600_000));
    policy(0, 5).run(signal, failing(failure(20_000)));
    assertEquals(250, waits.get(1), "a nap, then the night");
  }

  /** A network that is gone until a test says otherwise. */
  private static final class Line implements Network {
    private boolean gone;
    private int returns;

    @Override public boolean isOffline() {
      return gone;
    }

    @Override public int returns() {
      return returns;
    }

    void comesBack() {
      gone = false;
      returns++;
    }
  }

  private static RecoverableStreamingException unreachable() {
    return new RecoverableStreamingException(
        ErrorCode.UNREACHABLE, ErrorContext.of("query"), null, new RecoveryStrategy.RetryAfter(-1));
  }

  private RetryPolicy policyOver(Network line) {
    return new RetryPolicy(clock, () -> 0, line, 2, 1_000, 30_000);
  }

  @Test void withoutANetworkNothingIsTriedAndNoAttemptCounts() throws StreamingException {
    Line line = new Line();
    RetryPolicy policy = policyOver(line);
    policy.have(RetryPolicy.Patience.AT_WORK);
    List<Integer> numbers = new ArrayList<>();
    String result = policy.run(signal, attempt -> {
      numbers.add(attempt);
      if (numbers.size() <= 3) {
        line.gone = true;
        long backAt = clock.millis() + 3_600_000;
        clock.duringSleep(() -> {
          if (clock.millis() >= backAt) {
            line.comesBack();
          }
        });
        throw unreachable();
      }
      return "result";
    });
    assertEquals("result", result);
    assertEquals(List.of(1, 1, 1, 1), numbers);
    assertEquals(3 * 3_600_000, clock.takeSlept());
  }

  @Test void cancelEndsTheWaitForANetwork() {
    Line line = new Line();
    line.gone = true;
    RetryPolicy policy = policyOver(line);
    policy.have(RetryPolicy.Patience.AT_WORK);
    clock.duringSleep(signal::cancel);
    assertThrows(CancelledException.class, () -> policy.run(signal, failing()));
    assertEquals(List.of(), attempts);
  }

  @Test void whoWaitsForAnAnswerIsToldAtOnceThatThereIsNoNetwork() {
    Line line = new Line();
    line.gone = true;
    assertThrows(StreamingException.class, () -> policyOver(line).run(signal, failing(unreachable(), unreachable())));
    assertEquals(List.of(1, 2), attempts);
  }

  @Test void networkThatComesBackEndsAWaitForAServerThatCouldNotBeReached() throws StreamingException {
    Line line = new Line();
    RetryPolicy policy = new RetryPolicy(clock, () -> 0, line, 5, 40_000, 40_000);
    clock.duringSleep(line::comesBack);
    policy.run(signal, failing(unreachable()));
    assertEquals(List.of(0L, 250L), waits);
    waits.clear();
    policy.run(signal, failing(failure(-1)));
    assertEquals(20_000, waits.get(1), "a server that wants fewer requests is left alone");
  }

  @Test void ownerOfALargerPieceOfWorkWaitsByTheSameRules() throws StreamingException {
    Line line = new Line();
    RetryPolicy policy = policyOver(line);
    assertTrue(policy.awaitAnother(signal, 3, unreachable()));
    assertEquals(2_000, clock.takeSlept());
    assertTrue(policy.awaitAnother(signal, 1, failure(7_000)));
    assertEquals(7_000, clock.takeSlept());
    assertFalse(policy.awaitAnother(signal, 1, failure(40_000)));
    assertFalse(policy.awaitAnother(signal, 1, new StreamingException(ErrorCode.REFUSED, ErrorContext.of("x"), null)));
    line.gone = true;
    policy.have(RetryPolicy.Patience.AT_WORK);
    clock.duringSleep(line::comesBack);
    assertTrue(policy.awaitAnother(signal, 1, unreachable()));
    assertEquals(250, clock.takeSlept());
  }

  @Test void ownDelayDoublesUpToTheLongest() throws StreamingException {
    StreamingException[] failures = new StreamingException[8];
    java.util.Arrays.fill(failures, failure(-1));
    policy(0, 9).run(signal, failing(failures));
    assertEquals(List.of(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L), waits);
  }

  @Test void ownDelayIsSpreadButNeverLongerThanTheWhole() throws StreamingException {
    policy(0.999_999, 4).run(signal, failing(failure(-1), failure(-1), failure(-1)));
    assertEquals(List.of(0L, 999L, 1_999L, 3_999L), waits);
  }

  @Test void lastFailureIsThrownAfterTheLastAttempt() {
    RecoverableStreamingException last = failure(-1);
    StreamingException thrown =
        assertThrows(StreamingException.class, () -> policy(0, 3).run(signal, failing(failure(-1), failure(-1), last)));
    assertSame(last, thrown);
    assertEquals(List.of(1, 2, 3), attempts);
    assertEquals(0, clock.takeSlept(), "waited after the last attempt");
  }

  @Test void failuresThatTimeDoesNotHealPassThrough() {
    ErrorContext context = ErrorContext.of("query");
    List<StreamingException> failures = new ArrayList<>();
    failures.add(new StreamingException(ErrorCode.BAD_ANSWER, context, null));
    failures.add(new CancelledException("query"));
    for (RecoveryStrategy strategy : List.of(
        new RecoveryStrategy.RefreshSession(), new RecoveryStrategy.UseFallbackStorage(), new RecoveryStrategy.AskUser(RecoveryStrategy.Question.WHAT_NOW))) {
      failures.add(new RecoverableStreamingException(ErrorCode.REFUSED, context, null, strategy));
    }
    for (StreamingException failure : failures) {
      attempts.clear();
      assertSame(failure, assertThrows(StreamingException.class, () -> policy(0, 5).run(signal, failing(failure))));
      assertEquals(List.of(1), attempts, failure.getMessage());
    }
    assertEquals(0, clock.takeSlept());
  }

  @Test void defectsPassThrough() {
    assertThrows(
        IllegalStateException.class,
        () -> policy(0, 5).run(signal, attempt -> {
          attempts.add(attempt);
          throw new IllegalStateException("defect");
        }));
    assertEquals(List.of(1), attempts);
  }

  @Test void cancelWhileWaitingEndsTheWaitSoon() {
    clock.duringSleep(() -> {
      if (clock.millis() >= 1_800_000_000_000L + 3_000) {
        signal.cancel();
      }
    });
    assertThrows(CancelledException.class, () -> policy(0, 5).run(signal, failing(failure(20_000))));
    assertEquals(List.of(1), attempts);
    assertTrue(clock.takeSlept() <= 3_250, "noticed too late");
  }

  @Test void cancelDuringTheLastNapIsNoticedBeforeTheNextAttempt() {
    clock.duringSleep(signal::cancel);
    assertThrows(CancelledException.class, () -> policy(0, 5).run(signal, failing(failure(100))));
    assertEquals(List.of(1), attempts);
  }

  @Test void cancelledBeforeNothingIsTried() {
    signal.cancel();
    assertThrows(CancelledException.class, () -> policy(0, 5).run(signal, failing()));
    assertEquals(List.of(), attempts);
  }

  @Test void policiesThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(clock, () -> 0, 0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(clock, () -> 0, 1, -1, 2));
    assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(clock, () -> 0, 1, 3, 2));
  }

  /** Notes what it is told, as words. */
  private static final class Heard implements RetryPolicy.Listener {
    private final List<String> words = new ArrayList<>();

    @Override public void retried(ErrorCode code) {
      words.add("retried " + code);
    }

    @Override public void waited(long millis) {
      words.add("waited " + millis);
    }

    @Override public void recovered(ErrorCode code) {
      words.add("recovered " + code);
    }
  }

  @Test void whatIsTriedAgainAndWaitedForAndMadeGoodIsTold() throws StreamingException {
    RetryPolicy policy = policy(0, 5);
    Heard heard = new Heard();
    policy.tell(heard);
    policy.run(signal, failing());
    assertEquals(List.of(), heard.words, "nothing went wrong");
    policy.run(signal, failing(failure(300), failure(0)));
    assertEquals(
        List.of(
            "retried RATE_LIMITED", "waited 250", "waited 50", "retried RATE_LIMITED", "recovered RATE_LIMITED",
            "recovered RATE_LIMITED"),
        heard.words);
  }

  @Test void whatWasNotMadeGoodIsNotToldAsSuch() {
    RetryPolicy policy = policy(0, 2);
    Heard heard = new Heard();
    policy.tell(heard);
    assertThrows(StreamingException.class, () -> policy.run(signal, failing(failure(0), failure(0))));
    assertThrows(StreamingException.class, () -> policy.run(signal, failing(failure(40_000))));
    assertEquals(List.of("retried RATE_LIMITED"), heard.words, "the last failure is not tried again");
  }

  @Test void formerListenerHearsNothing() throws StreamingException {
    RetryPolicy policy = policy(0, 5);
    Heard heard = new Heard();
    policy.tell(heard);
    policy.tell(RetryPolicy.Listener.NONE);
    policy.run(signal, failing(failure(0)));
    assertEquals(List.of(), heard.words);
  }
}
