package portage.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
  @Test void timesAgreeWithTheJdk() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      long millis = (long) (random.nextDouble() * 8e12) - 2_000_000_000_000L;
      assertEquals(millis, UtcTime.millis(Instant.ofEpochMilli(millis).toString()));
      long later = (long) (random.nextDouble() * 2e14);
      assertEquals(Instant.ofEpochMilli(later), Instant.parse(UtcTime.text(later)));
    }
    assertEquals(0, UtcTime.millis("1970-01-01T00:00:00Z"));
    assertEquals(951_782_400_000L, UtcTime.millis("2000-02-29T00:00:00Z"));
    assertEquals(100, UtcTime.millis("1970-01-01T00:00:00.1Z"));
    assertEquals(123, UtcTime.millis("1970-01-01T00:00:00.123456789012Z"));
  }

  @Test void everyDayFromTheYearZeroOnHasItsText() {
    long first = LocalDate.of(0, 1, 1).toEpochDay();
    for (long day = first; day < 800 * 366; day++) {
      long millis = day * 86_400_000L + (day - first) % 1000;
      assertEquals(millis, UtcTime.millis(UtcTime.text(millis)));
      assertEquals(Instant.ofEpochMilli(millis), Instant.parse(UtcTime.text(millis)));
    }
    assertEquals("2026-11-26T15:07:47.005Z", UtcTime.text(1_795_705_667_005L));
  }

  @Test void otherFormsAreRefused() {
    for (String text : new String[] {
      "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00+00:00", "1970-13-01T00:00:00Z",
      "1970-00-01T00:00:00Z", "1970-01-32T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01 00:00:00Z",
      "1970-01-01T00:00:00.xZ", "197x-01-01T00:00:00Z", "1970-01-01T00:00:00,5Z",
    }) {
      assertThrows(IllegalArgumentException.class, () -> UtcTime.millis(text), text);
    }
  }
}
