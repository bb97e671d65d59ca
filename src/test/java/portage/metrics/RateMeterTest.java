package portage.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateMeterTest {
  private static final long START = 1_800_000_000_123L;

  private final RateMeter meter = new RateMeter(START);

  private void add(long afterMillis, long bytes) {
    meter.add(START + afterMillis, bytes);
  }

  private long perSecond(long afterMillis) {
    return meter.perSecond(START + afterMillis);
  }

  private List<Long> history(long afterMillis) {
    return meter.history(START + afterMillis);
  }

  @Test void nothingIsNoSpeed() {
    assertEquals(0, perSecond(0));
    assertEquals(List.of(), history(999));
    assertEquals(0, perSecond(3_600_000));
    assertEquals(0, meter.peakPerSecond());
  }

  @Test void bytesOfTheFirstMomentAreNoFasterThanInASecond() {
    add(0, 1_000);
    add(10, 1_000);
    assertEquals(2_000, perSecond(10));
    assertEquals(2_000, meter.peakPerSecond());
  }

  @Test void steadyFlowHasItsSpeedAtEveryMoment() {
    for (int tenth = 0; tenth < 1_000; tenth++) {
      add(tenth * 100L + 99, 500);
      if (tenth > 10) {
        assertEquals(5_000, perSecond(tenth * 100L + 100), 100, "after " + tenth + " tenths");
      }
    }
    assertEquals(5_000, meter.peakPerSecond(), 100);
  }

  @Test void speedOfALeapIsSpreadOverTheWindowAndThenGone() {
    add(10_000, 60_000);
    assertEquals(12_000, perSecond(10_000));
    assertEquals(10_001, perSecond(11_999));
    assertEquals(60_000 / 5, meter.peakPerSecond());
    assertTrue(perSecond(15_999) > 0);
    assertEquals(0, perSecond(16_000));
    assertEquals(12_000, meter.peakPerSecond(), "the highest stays");
  }

  @Test void historyHoldsWholeSecondsOnly() {
    add(0, 1);
    add(999, 2);
    add(1_000, 4);
    add(3_500, 8);
    assertEquals(List.of(3L, 4L, 0L), history(3_999));
    assertEquals(List.of(3L, 4L, 0L, 8L), history(4_000));
  }

  @Test void historyHoldsTheLastMinute() {
    for (int second = 0; second < 200; second++) {
      add(second * 1_000L, second);
    }
    List<Long> last = history(200_000);
    assertEquals(RateMeter.BUCKETS, last.size());
    assertEquals(140L, last.get(0));
    assertEquals(199L, last.get(59));
  }

  @Test void longSilenceLeavesNothingOfBefore() {
    add(500, 7);
    add(10_000_000_000L, 5);
    assertEquals(Collections.nCopies(RateMeter.BUCKETS, 0L), history(10_000_000_000L));
    assertEquals(1, perSecond(10_000_000_000L));
  }

  @Test void clockThatIsSetBackNeverMakesItFaster() {
    add(10_000, 1_000);
    add(-3_600_000, 1_000);
    assertEquals(400, perSecond(-3_600_000));
    assertEquals(400, perSecond(10_000));
    assertEquals(400, meter.peakPerSecond());
  }
}
