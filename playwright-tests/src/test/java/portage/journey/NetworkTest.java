package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that goes and comes back, and connections that die without a word: the move goes on by itself. */
class NetworkTest extends BrowserTest {
  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final String IMPORT = "com.atproto.repo.importRepo";
  private static final int FOR_EVER_MILLIS = 3_600_000;

  /** Uploads are repeated by themselves; an import and a creation are taken up again by the move as a whole. */
  @ParameterizedTest
  @CsvSource({
    "beta, com.atproto.server.createAccount",
    "alpha, com.atproto.sync.getRepo",
    "beta, com.atproto.repo.importRepo",
    "beta, com.atproto.repo.uploadBlob",
    "beta, app.bsky.actor.putPreferences",
  })
  void lostNetworkIsSaidAndTheMoveGoesOnWhenItIsBack(String pds, String nsid) {
    Journey journey = smallJourney();
    control.fault(pds, nsid, "delay", "millis", 2_000);
    journey.start();
    control.waitForHit();
    stage.playwright().context().setOffline(true);
    page.waitForText("This computer has no network right now.");
    control.clearFaults();
    stage.playwright().context().setOffline(false);
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void uploadThatNobodyTakesIsGivenUpAndMadeAgain() {
    WorkerTime.of(stage.playwright(), 60);
    SandboxAccount account = control.account("alpha", new JsonObject().add("posts", 2).add("videoBytes", 3_000_000));
    Journey journey = journey(account, "beta");
    control.fault("beta", UPLOAD, "delay", "millis", FOR_EVER_MILLIS);
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertEquals(List.of(), control.faultsNotHit(), "one upload is still held");
    assertEquals(1, control.answered("beta", UPLOAD), "and another took its place");
  }

  /** A quarter of an hour is what an import may be worked on in silence. */
  @Test
  void importThatIsNeverAnsweredIsGivenUpAndGoesOnInPieces() {
    WorkerTime.of(stage.playwright(), 60);
    Journey journey = smallJourney();
    control.fault("beta", IMPORT, "delay", "millis", FOR_EVER_MILLIS);
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertEquals(List.of(), control.faultsNotHit(), "one import is still held");
    assertTrue(control.answered("beta", IMPORT) >= 1, "and what took its place was answered");
    assertTrue(page.reports().open().contains(IMPORT + " STALLED, 1 time"), page.reports().open());
  }

  /** Less than that is no reason to give up. */
  @Test
  void importThatTakesTenMinutesIsWaitedFor() {
    WorkerTime.of(stage.playwright(), 60);
    Journey journey = smallJourney();
    control.fault("beta", IMPORT, "delay", "millis", 10_000); // ten minutes of the worker's
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertEquals(1, control.answered("beta", IMPORT));
    assertFalse(page.reports().open().contains("STALLED"), page.reports().open());
  }

  @Test
  void expiredSessionIsRenewedBeforeAnythingIsSent() {
    WorkerTime time = WorkerTime.of(stage.playwright(), 1);
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    time.putForward(3 * 3_600_000);
    journey.enterCode();
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    assertTrue(control.answered("alpha", "com.atproto.server.refreshSession") >= 1, "at the source");
    assertTrue(control.answered("beta", "com.atproto.server.refreshSession") >= 1, "at the target");
  }
}
