package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new server that takes only so many pictures and videos a day: told, waited for, gone on from. */
class UploadDayTest extends BrowserTest {
  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long SOME_TIME = 14 * HOUR_MILLIS;

  /** As @atproto/pds 0.5.35 says it, which lets pages read it. */
  private void refuseUploadsFor(long millis) {
    JsonObject headers =
        new JsonObject()
            .add("ratelimit-limit", "1000").add("ratelimit-remaining", "0").add("ratelimit-policy", "1000;w=86400")
            .add("ratelimit-reset", String.valueOf((System.currentTimeMillis() + millis) / 1000))
            .add("access-control-expose-headers", "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy");
    control.fault("beta", UPLOAD, "status", "status", 429, "error", "RateLimitExceeded", "call", "every", "headers", headers);
  }

  @Test
  void moveWaitsForTheNextDayAndGoesOnByItself() {
    WorkerTime time = WorkerTime.of(stage.playwright(), 1);
    Journey journey = smallJourney();
    refuseUploadsFor(SOME_TIME);
    journey.start();
    page.waitForText("1,000 of 1,000 today; the remaining 2 continue ");
    page.waitForText(" takes only so many pictures and videos a day from one internet connection.");
    int refused = control.calls("beta", UPLOAD).size();
    control.clearFaults();
    time.putForward(SOME_TIME + 60_000);
    journey.toDone();
    journey.assertArrived();
    assertTrue(refused <= 2, refused + " uploads were refused");
    assertEquals(2, control.answered("beta", UPLOAD));
  }

  /** As @atproto/pds 0.4.217, whose headers pages may not read. */
  @Test
  void serverThatHidesWhenItGoesOnIsAskedNowAndThen() {
    WorkerTime time = WorkerTime.of(stage.playwright(), 20);
    Journey journey = smallJourney();
    control.fault("beta", UPLOAD, "status", "status", 429, "error", "RateLimitExceeded", "call", "every");
    journey.start();
    page.waitForText("0 today, and the server takes no more for now; 2 remain, and the next one is tried ");
    control.clearFaults();
    time.putForward(15 * 60_000);
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void reloadInTheWaitAsksAgainAndWaitsOn() {
    WorkerTime time = WorkerTime.of(stage.playwright(), 1);
    Journey journey = smallJourney();
    refuseUploadsFor(SOME_TIME);
    journey.start();
    page.waitForText("1,000 of 1,000 today");
    page.reload();
    journey.carryOn();
    page.waitForText("1,000 of 1,000 today; the remaining 2 continue ");
    control.clearFaults();
    time.putForward(SOME_TIME + 60_000);
    journey.toDone();
    journey.assertArrived();
    assertEquals(2, control.answered("alpha", "com.atproto.sync.getBlob"), "what was fetched is not fetched again");
  }

  @Test
  void waitCanBeCancelledAndTheCountStays() {
    Journey journey = smallJourney();
    refuseUploadsFor(SOME_TIME);
    journey.start();
    page.waitForText("1,000 of 1,000 today");
    page.cancelMove();
    assertEquals(List.of(), page.kept());
    String host = stage.sandbox().pds("beta").replace("http://", "");
    assertEquals(1, page.keptCounts().size());
    assertTrue(page.keptCounts().get(0).contains(host), page.keptCounts().toString());
    journey.assertStillAtSource();
  }

  @Test
  void countOutlivesTheMoveAndIsForeseenOnTheNextPlan() {
    Journey first = smallJourney();
    refuseUploadsFor(SOME_TIME);
    first.start();
    page.waitForText("1,000 of 1,000 today");
    page.cancelMove();
    page.startOver();
    control.clearFaults();
    Journey next = new Journey(stage.sandbox(), page, control.smallAccount("alpha"), "beta");
    next.toPlan();
    assertTrue(page.screenText().contains("so this move takes about 2 days"), page.screenText());
  }

  @Test
  void accountWithMoreThanADayTakesIsToldOnThePlan() {
    SandboxAccount account =
        control.account(
            "alpha",
            new JsonObject().add("posts", 1)
                .add("blobs", new JsonArray().add(new JsonObject().add("count", 1001).add("bytes", 300))));
    Journey journey = journey(account, "gamma");
    journey.toTarget();
    page.chooseTarget(stage.sandbox().pds("gamma"));
    journey.fillDetails(control.invite("gamma"));
    page.waitFor(Screen.PLAN);
    assertTrue(page.screenText().contains("Many servers take only 1,000 pictures and videos a day"), page.screenText());
    assertTrue(page.screenText().contains("takes about 2 days"), page.screenText());
  }
}
