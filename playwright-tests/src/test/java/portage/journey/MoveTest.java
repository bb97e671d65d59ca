package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account with everything in it moves, in both directions, by both builds of the worker. */
class MoveTest extends BrowserTest {
  @ParameterizedTest
  @Tag("every-browser")
  @CsvSource({"wasm, alpha, beta", "js, alpha, beta", "wasm, beta, alpha", "js, beta, alpha"})
  void everythingArrives(String backend, String source, String target) {
    SandboxAccount account = control.fullAccount(source);
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, account, target);
    assertTrue(page.footer().contains(backend.equals("wasm") ? "Engine: WebAssembly" : "Engine: JavaScript"));
    boolean hasPrivateFiles = Settings.engine() != Settings.Browser.WEBKIT;
    String localCopy = hasPrivateFiles ? "private file system of this browser" : "database of this browser";
    assertTrue(page.footer().contains("Local copy: " + localCopy), page.footer());
    journey.start();
    journey.toDone();
    journey.assertArrived();
    assertIdentityKept(journey);
    assertEquals(List.of(), page.complaints());
  }

  private void assertIdentityKept(Journey journey) {
    SandboxAccount account = journey.account();
    JsonObject identity = control.plcData(account);
    JsonArray rotationKeys = identity.get("rotationKeys").asArray();
    assertEquals(Json.value(account.ownRotationKey()), rotationKeys.get(0), "the owner's own key stays first");
    assertEquals(
        account.labelerKey(), identity.get("verificationMethods").asObject().getString("atproto_label", ""));
    assertTrue(identity.get("services").asObject().get("atproto_labeler") != null, "the labeler stays");
    assertEquals(
        List.of("at://" + journey.targetHandle()),
        identity.get("alsoKnownAs").asArray().values().stream().map(alias -> alias.asString()).toList());
  }

  @ParameterizedTest
  @CsvSource({"wasm", "js"})
  void thePageEndsWithNothingKeptInTheBrowser(String backend) {
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, control.smallAccount("alpha"), "beta");
    journey.start();
    journey.toDone();
    page.finish();
    assertEquals(List.of(), page.kept());
    page.startOver();
    page.waitFor(Screen.WELCOME);
    journey.assertArrived();
  }
}
