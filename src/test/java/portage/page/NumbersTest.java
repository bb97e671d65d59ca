package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test void countsAreGroupedByThousands() {
    assertEquals("0", Numbers.count(0));
    assertEquals("999", Numbers.count(999));
    assertEquals("1,000", Numbers.count(1_000));
    assertEquals("12,345", Numbers.count(12_345));
    assertEquals("1,234,567", Numbers.count(1_234_567));
    assertEquals("9,007,199,254,740,992", Numbers.count(9_007_199_254_740_992L));
  }

  @Test void negativeCountsHaveNoCommaAfterTheSign() {
    assertEquals("-1", Numbers.count(-1));
    assertEquals("-100", Numbers.count(-100));
    assertEquals("-1,000", Numbers.count(-1_000));
  }

  @Test void sizesAreInTheUnitThatFits() {
    assertEquals("0 bytes", Numbers.bytes(0));
    assertEquals("999 bytes", Numbers.bytes(999));
    assertEquals("1.0 KB", Numbers.bytes(1_000));
    assertEquals("999.9 KB", Numbers.bytes(999_999));
    assertEquals("1.0 MB", Numbers.bytes(1_000_000));
    assertEquals("45.6 MB", Numbers.bytes(45_678_901));
    assertEquals("1.0 GB", Numbers.bytes(1_000_000_000));
    assertEquals("1,234.5 GB", Numbers.bytes(1_234_567_890_123L));
  }

  @Test void sizesAreNeverRoundedUp() {
    // "1.0 MB of 1.0 MB" before the last byte arrived would be a lie.
    assertEquals("1.9 KB", Numbers.bytes(1_999));
    assertEquals("999.9 MB", Numbers.bytes(999_999_999));
  }

  @Test void timesAreTheMoreExactTheShorterTheyAre() {
    assertEquals("0.0 s", Numbers.time(0));
    assertEquals("9.9 s", Numbers.time(9_999));
    assertEquals("10 s", Numbers.time(10_000));
    assertEquals("59 s", Numbers.time(59_999));
    assertEquals("1 min 0 s", Numbers.time(60_000));
    assertEquals("61 min 1 s", Numbers.time(3_661_000));
  }

  @Test void onlyDigitsWithinTheBoundsAreANumber() {
    assertEquals(1, Numbers.typed("1", 1, 5));
    assertEquals(5, Numbers.typed("005", 1, 5));
    for (String wrong : new String[] {"", "0", "6", "-1", "+1", "1.5", "1 ", "five", "\u0661", "4294967297", "99999999999999999999"}) {
      assertEquals(-1, Numbers.typed(wrong, 1, 5), wrong);
    }
  }

  @Test void momentsAreThoseOfTheCalendar() {
    assertEquals("1970-01-01T00:00:00Z", Numbers.utc(0));
    for (String moment : new String[] {
      "2000-02-29T23:59:59Z", "2000-03-01T00:00:00Z", "2024-12-31T12:30:01Z", "2026-11-26T12:05:09Z", "2100-02-28T23:59:59Z",
      "2100-03-01T00:00:00Z"
    }) {
      assertEquals(moment, Numbers.utc(java.time.Instant.parse(moment).toEpochMilli() + 999));
    }
  }
}
