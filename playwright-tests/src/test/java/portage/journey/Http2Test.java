package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over TLS and HTTP/2 a body is sent while it is still being received, by a browser that can. */
class Http2Test extends BrowserTest {
  private static final String GET_REPO = "com.atproto.sync.getRepo";
  private static final String GET_BLOB = "com.atproto.sync.getBlob";
  private static final int SLOW_BYTES_PER_SECOND = 1_500_000;

  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.4", "--pds", "beta=0.5", "--tls");
  }

  @Test
  void repoIsSentWhileItIsReceived() {
    Journey journey = journey(new JsonObject().add("records", 3000).add("preferences", true));
    control.fault("alpha", GET_REPO, "throttle", "bytesPerSecond", SLOW_BYTES_PER_SECOND);
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertOverlap(GET_REPO, "com.atproto.repo.importRepo");
  }

  /** The repo comes as fast as it can: by that the page judges whether the source is fast enough. */
  @Test
  void blobIsSentWhileItIsReceived() {
    Journey journey =
        journey(new JsonObject().add("records", 3000).add("images", 2).add("videoBytes", 9_000_000).add("preferences", true));
    control.fault("alpha", GET_BLOB, "throttle", "bytesPerSecond", SLOW_BYTES_PER_SECOND, "call", "every");
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertOverlap(GET_BLOB, "com.atproto.repo.uploadBlob");
  }

  private Journey journey(JsonObject account) {
    assumeTrue(Settings.engine() == Settings.Browser.CHROMIUM, "no other browser streams requests");
    return journey(control.account("alpha", account), "beta");
  }

  /** One that cannot would send a text in the place of the stream, and must not try. */
  @Test
  @Tag("every-browser")
  void otherBrowsersSendTheLocalCopy() {
    assumeTrue(Settings.engine() != Settings.Browser.CHROMIUM, "Chromium streams requests");
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertEquals(1, control.calls("beta", "com.atproto.repo.importRepo").size());
  }

  private void assertOverlap(String download, String upload) {
    List<Control.Call> down = control.calls("alpha", download);
    List<Control.Call> up = control.calls("beta", upload);
    // The last to end is the largest: small blobs are sent from the local copy.
    long downEnded = down.stream().mapToLong(Control.Call::endedAtMillis).max().orElseThrow();
    long upBegan = up.stream().max(Comparator.comparingLong(Control.Call::endedAtMillis)).orElseThrow().atMillis();
    assertTrue(upBegan < downEnded, upload + " began only after " + download + " had ended: " + up + down);
  }
}
