package portage.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup comes back at another server: with the source, and without it by a rotation key of the person's own. */
class RestoreTest extends BrowserTest {
  private Path backup;

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
    journey.startRestore(backup);
    journey.toDone();
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @ParameterizedTest
  @CsvSource({"wasm, k256", "js, k256", "js, p256"})
  void backupIsRestoredWithoutTheSource(String backend, String key) {
    restoreWithoutTheSource(backend, key);
  }

  @Test
  @Tag("every-browser")
  void backupIsRestoredWithoutTheSourceInThisBrowserToo() {
    restoreWithoutTheSource(Settings.backend(), "p256");
  }

  @Test
  @Tag("firefox")
  void otherKindOfKeyRestoresABackupInFirefoxToo() {
    assumeTrue(Settings.engine() == Settings.Browser.FIREFOX, "the others try it with both engines of the page");
    restoreWithoutTheSource(Settings.backend(), "k256");
  }

  private void restoreWithoutTheSource(String backend, String key) {
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
    if (key.equals("p256")) restores.chooseKeyFile(onDisk((account.ownRotationKeyHex() + "\n").getBytes(UTF_8)));
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

  /** The source is gone, and the person's own key has led as far as the gate. */
  private Journey atGateWithoutTheSource() {
    Journey journey = lentWithoutTheSource();
    page.waitFor(Screen.GATE);
    return journey;
  }

  /** The same as far as the yes to the temporary key. */
  private Journey lentWithoutTheSource() {
    SandboxAccount account = control.account("alpha", wish("k256"));
    backup = backUp(account);
    control.stop("alpha");
    page.open(Settings.backend());
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    Restores restores = page.restores();
    restores.open(backup);
    restores.withAKey();
    restores.pasteKey(account.ownRotationKeyHex());
    page.waitFor(Screen.TARGET);
    journey.fromTargetToPlan();
    page.startPlan();
    restores.lend();
    return journey;
  }

  @Test
  @Tag("firefox")
  void pageThatIsLoadedAnewAsksForFileAndKeyAgain() {
    Journey journey = atGateWithoutTheSource();
    page.reload();
    page.waitFor(Screen.WELCOME);
    page.carryOn();
    page.restores().choose(backup);
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    isWhole(journey);
  }

  @Test
  void notesThatAreLostAfterTheGateAreMadeGoodByTheFile() {
    Journey journey = atGateWithoutTheSource();
    control.fault("beta", "com.atproto.server.activateAccount", "status", "status", 400, "call", "every");
    page.approve();
    page.waitForProblem("ACTIVATION_REFUSED");
    control.clearFaults();
    page.evict(Kept.Place.ANYWHERE, Settings.backend());
    page.findAccount(journey.account().did());
    page.waitFor(Screen.LOST_MOVE);
    page.waitForText("choose \"Restore from a backup\", and open the file");
    page.back();
    page.restores().openToFinish(backup);
    page.restores().finishWithoutTheSource();
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.DONE);
    assertEquals(1, control.answered("beta", "com.atproto.repo.importRepo"));
    isWhole(journey);
    page.finish();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void notesThatAreLostAgainWhileTheRestIsDoneAreMadeGoodByTheFileOnceMore() {
    Journey journey = atGateWithoutTheSource();
    control.fault("beta", "com.atproto.server.activateAccount", "status", "status", 400, "call", "every");
    page.approve();
    page.waitForProblem("ACTIVATION_REFUSED");
    page.evict(Kept.Place.ANYWHERE, Settings.backend());
    control.fault("beta", "com.atproto.server.checkAccountStatus", "status", "status", 400, "call", "every");
    page.restores().openToFinish(backup);
    page.restores().finishWithoutTheSource();
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.STOPPED);
    control.clearFaults();
    page.reload();
    page.waitFor(Screen.WELCOME);
    page.carryOn();
    page.restores().choose(backup);
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.DONE);
    isWhole(journey);
  }

  @Test
  void whoCancelsIsToldThatTheIdentityNamesATemporaryKey() {
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "call", "every", "millis", 30_000);
    Journey journey = lentWithoutTheSource();
    page.waitForWork(Work.BLOBS);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    page.waitForText("the temporary one of this page");
    assertEquals(List.of(), page.kept());
    journey.assertStillAtSource();
  }

  @Test
  @Tag("firefox")
  void restoreThatIsCancelledLeavesTheAccountWhereItWas() {
    SandboxAccount account = control.account("alpha", wish("k256"));
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "call", "every", "millis", 30_000);
    page.open(Settings.backend());
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    journey.startRestore(backUp(account));
    page.waitForWork(Work.BLOBS);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertEquals(List.of(), page.kept());
    journey.assertStillAtSource();
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
