package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import portage.error.StreamingException;
import portage.jvm.FakeClock;

/** When uploads are held back, for how long, and by whose word. */
class UploadQuotaTest {
  private static final String HOST = "pds.example";
  private static final long NOW = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final FakeClock clock = new FakeClock(NOW);
  private final UploadLedger ledger = UploadLedger.inMemory();
  private final UploadQuota quota = new UploadQuota(HOST, ledger, clock);

  private void uploads(int count) {
    for (int i = 0; i < count; i++) {
      assertTrue(quota.tryEnter());
      quota.answered(null);
      quota.leave();
    }
  }

  private static RateLimit daily(long remaining, long resetInMillis) {
    return new RateLimit(1000, remaining, DAY, resetInMillis);
  }

  @Test void serverThatSaysNothingIsNeverHeldBackFrom() {
    uploads(5_000);
    assertFalse(quota.isHeldBack());
    assertEquals(5_000, quota.today().count());
  }

  @Test void serversOwnTimeIsKept() {
    uploads(640);
    quota.refused(daily(0, 14 * HOUR), 14 * HOUR);
    assertTrue(quota.isHeldBack());
    assertFalse(quota.tryEnter());
    UploadQuota.Stand stand = quota.stand();
    assertEquals(UploadQuota.Word.SERVER, stand.word());
    assertEquals(NOW + 14 * HOUR, stand.untilMillis());
    assertEquals(1000, stand.day().count(), "others uploaded from the same address");
    clock.pass(14 * HOUR);
    assertTrue(quota.tryEnter());
    quota.answered(daily(999, DAY));
    assertFalse(quota.isHeldBack());
    assertEquals(new UploadDay(NOW + 14 * HOUR, 1, 1000), quota.today());
  }

  @Test void lastUploadOfTheDayHoldsTheNextBackBeforeItIsRefused() {
    quota.answered(daily(1, 2 * HOUR));
    assertFalse(quota.isHeldBack());
    quota.answered(daily(0, 2 * HOUR));
    assertTrue(quota.isHeldBack());
    assertEquals(NOW + 2 * HOUR, quota.stand().untilMillis());
  }

  @Test void withoutAWordTheEndOfTheCountedDayIsExpectedAndTriedForNowAndThen() {
    uploads(1000);
    clock.pass(HOUR);
    quota.refused(null, -1);
    UploadQuota.Stand stand = quota.stand();
    assertEquals(UploadQuota.Word.OWN_COUNT, stand.word());
    assertEquals(NOW + DAY, stand.untilMillis());
    for (long wait : new long[] {1, 5, 15, 15}) {
      assertEquals(clock.millis() + wait * MINUTE, quota.stand().nextTryMillis());
      clock.pass(wait * MINUTE - 1);
      assertFalse(quota.tryEnter());
      clock.pass(1);
      assertTrue(quota.tryEnter());
      quota.refused(null, -1);
      quota.leave();
    }
    clock.pass(NOW + DAY - 5 * MINUTE - clock.millis());
    assertTrue(quota.tryEnter());
    quota.refused(null, -1);
    quota.leave();
    assertEquals(NOW + DAY, quota.stand().nextTryMillis(), "at the end of the day, not after it");
  }

  @Test void fewUploadsAndARefusalAreAboutAMomentUntilTheyAreNot() {
    uploads(20);
    quota.refused(null, -1);
    assertFalse(quota.isHeldBack());
    quota.exhausted();
    assertTrue(quota.isHeldBack());
    assertEquals(NOW + DAY, quota.stand().untilMillis());
    assertEquals(NOW + MINUTE, quota.stand().nextTryMillis());
    quota.refused(null, -1);
    quota.exhausted();
    assertEquals(NOW + MINUTE, quota.stand().nextTryMillis(), "others that were on their way say nothing new");
  }

  @Test void refusalWithNothingCountedHasNoKnownEnd() {
    quota.exhausted();
    assertEquals(UploadQuota.Word.NOBODY, quota.stand().word());
    assertEquals(NOW + MINUTE, quota.stand().nextTryMillis());
  }

  @Test void shortDelayBelongsToAnotherLimit() {
    uploads(1000);
    quota.refused(new RateLimit(3000, 0, 5 * MINUTE, 4 * MINUTE), 4 * MINUTE);
    quota.refused(null, 30_000);
    assertFalse(quota.isHeldBack());
    quota.refused(null, 2 * HOUR);
    assertTrue(quota.isHeldBack(), "nobody else waits for hours");
  }

  @Test void oneTriesAtATime() {
    quota.refused(null, 2 * HOUR);
    clock.pass(2 * HOUR);
    assertTrue(quota.tryEnter());
    assertFalse(quota.tryEnter());
    quota.leave();
    assertTrue(quota.tryEnter(), "the network failed, say: the next one tries");
    quota.answered(null);
    assertTrue(quota.tryEnter());
    assertTrue(quota.tryEnter());
  }

  @Test void uploadThatWasOnItsWayDoesNotOpenTheDoorAgain() {
    assertTrue(quota.tryEnter());
    quota.refused(null, 2 * HOUR);
    quota.answered(null);
    assertTrue(quota.isHeldBack());
  }

  @Test void countOutlivesThePage() throws StreamingException, InterruptedException {
    uploads(3);
    quota.answered(daily(500, 3 * HOUR));
    awaitLedger(500);
    UploadQuota reopened = new UploadQuota(HOST, ledger, clock);
    assertEquals(new UploadDay(NOW - 21 * HOUR, 500, 1000), reopened.today());
    reopened.forget();
    assertEquals(UploadDay.NONE, ledger.read(HOST));
    assertEquals(0, reopened.today().count());
  }

  /** The ledger is written to by a thread of its own. */
  private void awaitLedger(long count) throws StreamingException, InterruptedException {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (ledger.read(HOST).count() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(count, ledger.read(HOST).count());
  }
}
