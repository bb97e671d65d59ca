package portage.atproto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How uploads are counted over a day, and how many days a move takes. */
class UploadDayTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long HOUR = 3_600_000;

  @Test void windowBeginsWithTheFirstUploadAndEndsADayLater() {
    UploadDay day = UploadDay.NONE.plus(1, NOW).plus(639, NOW + HOUR);
    assertEquals(new UploadDay(NOW, 640, 0), day);
    assertEquals(day, day.at(NOW + 24 * HOUR - 1));
    assertEquals(UploadDay.NONE, day.at(NOW + 24 * HOUR));
    assertEquals(new UploadDay(NOW + 25 * HOUR, 1, 0), day.plus(1, NOW + 25 * HOUR));
  }

  @Test void clockThatWasSetBackByADayBeginsAnew() {
    UploadDay day = UploadDay.NONE.plus(640, NOW);
    assertEquals(640, day.at(NOW - HOUR).count());
    assertEquals(0, day.at(NOW - 25 * HOUR).count());
  }

  @Test void serversOwnCountReplacesOurs() {
    UploadDay day = UploadDay.NONE.plus(10, NOW);
    assertEquals(new UploadDay(NOW - 10 * HOUR, 640, 1000), day.told(new RateLimit(1000, 360, 24 * HOUR, 14 * HOUR), NOW));
  }

  @Test void answerThatComesLateDoesNotTakeAnythingBack() {
    UploadDay day = UploadDay.NONE.told(new RateLimit(1000, 0, 24 * HOUR, 14 * HOUR), NOW);
    assertEquals(1000, day.told(new RateLimit(1000, 49, 24 * HOUR, 14 * HOUR - 1_000), NOW + 1_000).count());
    assertEquals(1, day.told(new RateLimit(1000, 999, 24 * HOUR, 24 * HOUR), NOW + 14 * HOUR).count(), "the next day");
  }

  @Test void aMoveTakesSoManyDays() {
    assertEquals(1, UploadDay.NONE.daysFor(0));
    assertEquals(1, UploadDay.NONE.daysFor(1000));
    assertEquals(2, UploadDay.NONE.daysFor(1001));
    assertEquals(6, UploadDay.NONE.daysFor(5050));
    UploadDay day = UploadDay.NONE.plus(640, NOW);
    assertEquals(1, day.daysFor(360));
    assertEquals(2, day.daysFor(410));
    assertEquals(3, day.told(new RateLimit(200, 0, 24 * HOUR, HOUR), NOW).daysFor(400));
  }

  @Test void countSurvivesTheDiskAndAnythingElseCountsNothing() {
    UploadDay day = new UploadDay(NOW, 640, 1000);
    assertEquals(day, UploadDay.of(day.toText()));
    for (String text : List.of("", "[]", "{\"count\":\"x\"}", "{\"count\":1e99}", "{\"count\":1", "7")) {
      assertEquals(UploadDay.NONE, UploadDay.of(text), text);
    }
    assertEquals(0, UploadDay.of("{\"count\":-5}").count());
  }
}
