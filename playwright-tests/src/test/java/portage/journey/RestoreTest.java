package portage.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup comes back at another server: with the source, and without it by a rotation key of the person's own. */
class RestoreTest extends BrowserTest {
  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.4", "--pds", "beta=0.5");
  }

  @AfterEach
  void sourceComesBack() {
    control.start("alpha");
  }

  private static JsonObject wish(String key) {
    return new JsonObject().add("posts", 12).add("images", 4).add("imageBytes", 30_000).add("preferences", true)
        .add("labeler", true).add("ownRotationKey", key.equals("p256") ? Json.value(key) : Json.TRUE);
  }

  private Path backUp(SandboxAccount account) {
    return onDisk(HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void backupIsRestoredWhileTheSourceAnswers(String backend) {
    SandboxAccount account = control.account("alpha", wish("k256"));
    Path backup = backUp(account);
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    page.restores().open(backup);
    page.restores().withTheSource();
    page.signIn(account.password());
    page.waitFor(Screen.TARGET);
    journey.fromTargetToPlan();
    page.startPlan();
    journey.toDone();
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @ParameterizedTest
  @CsvSource({"wasm, k256", "js, k256", "wasm, p256", "js, p256"})
  void backupIsRestoredWithoutTheSource(String backend, String key) {
    SandboxAccount account = control.account("alpha", wish(key));
    Path backup = backUp(account);
    control.stop("alpha");
    page.open(backend);
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    Restores restores = page.restores();
    restores.open(backup);
    restores.withAKey();
    restores.pasteKey("ab".repeat(32));
    page.waitForProblem("KEY_UNKNOWN");
    if (backend.equals("js")) restores.chooseKeyFile(onDisk((account.ownRotationKeyHex() + "\n").getBytes(UTF_8)));
    else restores.pasteKey(account.ownRotationKeyHex());
    page.waitFor(Screen.TARGET);
    journey.fromTargetToPlan();
    page.startPlan();
    restores.lend();
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    isWhole(journey);
    for (Kept.Item item : Kept.items(stage.tab())) {
      assertFalse(item.content().contains(account.ownRotationKeyHex()), "the key was kept in " + item.name());
    }
    page.finish();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void pageThatIsLoadedAnewAsksForFileAndKeyAgain() {
    SandboxAccount account = control.account("alpha", wish("k256"));
    Path backup = backUp(account);
    control.stop("alpha");
    page.open("wasm");
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    Restores restores = page.restores();
    restores.open(backup);
    restores.withAKey();
    restores.pasteKey(account.ownRotationKeyHex());
    page.waitFor(Screen.TARGET);
    journey.fromTargetToPlan();
    page.startPlan();
    restores.lend();
    page.waitFor(Screen.GATE);
    page.reload();
    page.waitFor(Screen.WELCOME);
    page.carryOn();
    restores.choose(backup);
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    isWhole(journey);
  }

  /** That the source is still on when it comes back is all that may differ. */
  private void isWhole(Journey journey) {
    control.start("alpha");
    JsonObject found = journey.compare();
    List<String> differences = new ArrayList<>();
    for (JsonValue each : found.get("differences").asArray()) differences.add(each.asString());
    assertEquals(List.of("status: the account is still active at the source"), differences);
    assertTrue(found.get("commit").asObject().getBoolean("signatureValid", false), "signature");
    assertEquals(journey.account().records(), found.getLong("records", -1), "records");
    assertEquals(journey.account().blobs(), found.getInt("blobs", -1), "blobs");
  }
}
