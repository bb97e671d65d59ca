package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that does not come to its end: what is given up or breaks leaves nothing, and a page that dies a file to go on with. */
class InterruptedBackupTest extends BrowserTest {
  private static final int HANGS_MILLIS = 30_000;
  private static final String GET_BLOB = "com.atproto.sync.getBlob";
  private static final String GET_REPO = "com.atproto.sync.getRepo";

  /** Of more than goes to the disk at once. */
  private SandboxAccount accountOfManyPictures() {
    return control.account("alpha", new JsonObject().add("posts", 2).add("images", 12).add("imageBytes", 300_000));
  }

  @Test
  @Tag("firefox")
  void whatIsStoppedLeavesNothing() {
    assertLeavesNothing(Backups::startWithoutPicker);
  }

  @Test
  void whatIsStoppedAtAPickedPlaceLeavesNothing() {
    assertLeavesNothing(Backups::startAtPickedPlace);
  }

  private void assertLeavesNothing(Consumer<Backups> start) {
    SandboxAccount account = accountOfManyPictures();
    page.open(Settings.backend());
    Backups backups = page.backups();
    control.fault("alpha", GET_BLOB, "delay", "millis", HANGS_MILLIS, "call", 9);
    backups.plan(account.handle());
    start.accept(backups);
    backups.waitForInTheFile(6);
    backups.stop();
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
  }

  @Test
  void whatFailsIsSaidAndLeavesNothing() {
    SandboxAccount account = smallAccount();
    control.fault("alpha", GET_REPO, "truncate", "bytes", 1500, "call", "every");
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitForProblem("REPO_TRUNCATED");
    page.waitForText("A backup only reads");
    assertEquals(List.of(), page.kept());
    control.clearFaults();
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    new BackupFile(backups.shelved()).assertHolds(account, control);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  @Tag("firefox")
  void pageThatIsLoadedAnewGoesOnWithTheFile(String backend) {
    SandboxAccount account = accountOfManyPictures();
    page.open(backend);
    control.fault("alpha", GET_BLOB, "delay", "millis", HANGS_MILLIS, "call", 9);
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    control.waitForHit();
    page.waitFor(Screen.BACKUP_WORKING);
    page.waitForText(" of 12 in the file");
    stage.tab().reload();
    page.waitFor(Screen.WELCOME);
    assertTrue(page.screenText().contains("The backup of " + account.handle() + " is not finished"), page.screenText());
    control.clearFaults();
    control.clearLog();
    backups.goOn();
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    assertTrue(control.calls("alpha", GET_BLOB).size() < 12, "what was in the file was not fetched again");
    new BackupFile(backups.shelved()).assertHolds(account, control);
    // A finished one outlives the page too.
    stage.tab().reload();
    page.waitFor(Screen.WELCOME);
    backups.saveLeft();
    new BackupFile(backups.shelved()).assertHolds(account, control);
    backups.isSaved();
    assertEquals(List.of(), page.kept());
  }

  @Test
  @Tag("every-browser")
  void whatAFormerPageHasLeftIsThrownAway() {
    SandboxAccount account = smallAccount();
    control.fault("alpha", GET_BLOB, "delay", "millis", HANGS_MILLIS, "call", "every");
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_WORKING);
    page.waitForText("0 of 2 in the file");
    control.clearFaults();
    stage.tab().reload();
    page.waitFor(Screen.WELCOME);
    if (!page.kept().isEmpty()) backups.throwLeftAway();
    assertEquals(List.of(), page.kept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void browserWithoutRoomSaysSoAndKeepsNothing(String backend) {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("posts", 2).add("images", 12).add("imageBytes", 900_000));
    page.open(backend);
    Backups backups = page.backups();
    backups.plan(account.handle());
    try (Room room = new Room(stage.playwright())) {
      room.is(4_000_000);
      backups.startWithoutPicker();
      page.waitForProblem("STORAGE_FULL");
      assertEquals(List.of(), page.kept());
      room.is(1_000_000_000);
      backups.startWithoutPicker();
      page.waitFor(Screen.BACKUP_READY);
    }
    new BackupFile(backups.shelved()).assertHolds(account, control);
  }
}
