package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over TLS and HTTP/2 a body is sent while it is still being received, by a browser that can. */
class Http2Test extends BrowserTest {
  private static final int SLOW_BYTES_PER_SECOND = 1_500_000;

  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.4", "--pds", "beta=0.5", "--tls");
  }

  @Test
  void repoAndBlobsAreSentWhileTheyAreReceived() {
    assumeTrue(Settings.engine() == Settings.Browser.CHROMIUM, "no other browser streams requests");
    // One blob alone: by those before it the page would judge whether the source is fast enough.
    SandboxAccount account =
        control.account(
            "alpha", new JsonObject().add("records", 3000).add("videoBytes", 9_000_000).add("preferences", true));
    control.fault("alpha", "com.atproto.sync.getRepo", "throttle", "bytesPerSecond", SLOW_BYTES_PER_SECOND);
    control.fault("alpha", "com.atproto.sync.getBlob", "throttle", "bytesPerSecond", SLOW_BYTES_PER_SECOND, "call", "every");
    Journey journey = journey(account, "beta");
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertOverlap("com.atproto.sync.getRepo", "com.atproto.repo.importRepo");
    assertOverlap("com.atproto.sync.getBlob", "com.atproto.repo.uploadBlob");
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
    assertEquals(1, down.size(), down.toString());
    assertEquals(1, up.size(), up.toString());
    assertTrue(
        up.get(0).atMillis() < down.get(0).endedAtMillis(),
        upload + " began only after " + download + " had ended: " + up + down);
  }
}
