package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blobs that come damaged, or not at all: each is named, and the person decides. */
class BlobFaultTest extends BrowserTest {
  @Test
  @Tag("every-browser")
  void damagedBlobIsNamedAndMovesOnceItIsMended() {
    Journey journey = smallJourney();
    String cid = control.blobs(journey.account()).get(0);
    control.corruptBlob(journey.account(), cid);
    journey.start();
    page.waitFor(Screen.BLOBS_LEFT);
    assertTrue(page.screenText().contains(cid), page.screenText());
    assertTrue(page.screenText().contains("damaged"), page.screenText());
    control.restoreBlob(journey.account(), cid);
    page.tryAgain();
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void damagedBlobMayStayBehindAndIsShownAtTheGate() {
    Journey journey = smallJourney();
    String cid = control.blobs(journey.account()).get(0);
    control.corruptBlob(journey.account(), cid);
    journey.start();
    page.goOnWithoutBlobs();
    journey.toGate();
    assertTrue(page.screenText().contains(cid), page.screenText());
    page.approve();
    page.waitFor(Screen.DONE);
    assertEquals("1", page.fact("Pictures and videos not moved"));
    List<String> differences = journey.differences();
    assertEquals(3, differences.size(), differences.toString());
    assertTrue(differences.contains("blob: missing at the target: " + cid), differences.toString());
    assertTrue(differences.contains("source blob: damaged at the source: " + cid), differences.toString());
    assertTrue(differences.contains("status: the target counts 1 blobs of 2"), differences.toString());
  }

  @Test
  void blobBeyondTheTargetsLimitIsToldBeforeItIsSent() {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("posts", 2).add("images", 1).add("videoBytes", 1_500_000));
    control.fault(
        "beta", "com.atproto.server.describeServer", "patchJson",
        "set", new JsonObject().add("blobUploadLimit", 1_000_000), "call", "every");
    Journey journey = journey(account, "beta");
    journey.start();
    page.waitFor(Screen.BLOBS_TOO_LARGE);
    assertTrue(page.screenText().contains("1.5 MB"), page.screenText());
    page.goOnWithoutTooLarge();
    page.goOnWithoutBlobs();
    journey.toGate();
    assertEquals(1, control.calls("beta", "com.atproto.repo.uploadBlob").size(), "the video was not sent");
    page.approve();
    page.waitFor(Screen.DONE);
    assertEquals("1", page.fact("Pictures and videos not moved"));
  }

  @Test
  void blobThatTheSourceLostIsNamed() {
    Journey journey = smallJourney();
    String cid = control.blobs(journey.account()).get(1);
    control.fault(
        "alpha", "com.atproto.sync.getBlob", "status",
        "status", 400, "error", "BlobNotFound", "message", "Blob not found", "match", cid, "call", "every");
    journey.start();
    page.waitFor(Screen.BLOBS_LEFT);
    assertTrue(page.screenText().contains("does not have it any more"), page.screenText());
    control.clearFaults();
    page.tryAgain();
    journey.toDone();
    journey.assertArrived();
  }
}
