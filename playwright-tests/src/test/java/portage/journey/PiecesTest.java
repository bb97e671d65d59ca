package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that is larger than the new server takes at once goes there in pieces. */
class PiecesTest extends BrowserTest {
  private static final String IMPORT_REPO = "com.atproto.repo.importRepo";
  private static final int LONG_MILLIS = 4_000;

  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.5", "--pds", "beta=0.5,importLimit=30000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void repoAboveTheLimitArrivesWhole(String backend) {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("posts", 400).add("images", 1).add("preferences", true));
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    // The whole, and the pieces that are still too large, are refused at once; the fifth request is a piece that fits.
    control.fault("beta", IMPORT_REPO, "delay", "millis", LONG_MILLIS, "call", 5);
    journey.start();
    control.waitForHit();
    page.waitForText("records are there");
    page.reload();
    page.waitFor(Screen.WELCOME);
    journey.carryOn();
    journey.toDone();
    journey.assertArrived();
    assertEquals(413, control.calls("beta", IMPORT_REPO).get(0).status(), "whole at first");
    long pieces = control.answered("beta", IMPORT_REPO);
    assertTrue(pieces > 2, pieces + " pieces");
    assertEquals(1, control.answered("alpha", "com.atproto.sync.getRepo"), "read once");
  }
}
