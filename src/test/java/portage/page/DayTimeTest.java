package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import portage.jvm.FakeClock;

class DayTimeTest {
  /** 15 January 2027, 08:00 UTC. */
  private static final long NOW = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;

  private final FakeClock clock = new FakeClock(NOW);

  @Test void timeIsOfThisWallsDay() {
    assertEquals("at 08:00", DayTime.of(NOW, clock));
    assertEquals("at 09:05", DayTime.of(NOW + 65 * MINUTE, clock));
    assertEquals("at 23:59", DayTime.of(NOW + (15 * 60 + 59) * MINUTE, clock));
    assertEquals("tomorrow at 00:00", DayTime.of(NOW + 16 * 60 * MINUTE, clock));
    assertEquals("in 2 days at 08:00", DayTime.of(NOW + 48 * 60 * MINUTE, clock));
  }

  @Test void wallsElsewhereShowAnotherTime() {
    clock.hangsAheadOfUtc(330);
    assertEquals("at 13:30", DayTime.of(NOW, clock));
    clock.hangsAheadOfUtc(-9 * 60);
    assertEquals("at 23:00", DayTime.of(NOW, clock));
    assertEquals("tomorrow at 00:30", DayTime.of(NOW + 90 * MINUTE, clock));
  }

  @Test void nobodyIsSentBackAMinuteTooEarly() {
    assertEquals("at 08:01", DayTime.of(NOW + 1, clock));
    assertEquals("at 08:01", DayTime.of(NOW + MINUTE, clock));
  }
}
