package portage.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is made from the first screen, and saved. */
class BackupTest extends BrowserTest {
  private static final String GET_BLOB = "com.atproto.sync.getBlob";
  private static final String GET_REPO = "com.atproto.sync.getRepo";

  @Test
  @Tag("every-browser")
  void accountIsInTheFileByteForByte() {
    SandboxAccount account = smallAccount();
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    page.waitForText("Nothing is missing.");
    new BackupFile(backups.shelved()).assertHolds(account, control);
    backups.isSaved();
    assertEquals(List.of(), page.kept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void linkSavesTheFileWhichStaysUntilItIsSaidToBeSaved(String backend) throws IOException {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(backend);
    Backups backups = page.backups();
    backups.plan(account.did());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    for (int i = 0; i < 2; i++) {
      Path file = backups.saveTo(emptyFolder());
      String name = file.getFileName().toString();
      assertTrue(name.matches("portage-backup-" + account.handle() + "-20[0-9-]{8}\\.zip"), name);
      byte[] saved = Files.readAllBytes(file);
      assertArrayEquals(backups.shelved(), saved);
      new BackupFile(saved).assertHolds(account, control);
    }
    backups.isSaved();
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void fileIsWrittenStraightToThePlaceThatWasPicked(String backend) {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(backend);
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.thinkBetterOfIt();
    page.waitFor(Screen.BACKUP_PLAN);
    backups.startAtPickedPlace();
    page.waitFor(Screen.BACKUP_SAVED);
    page.waitForText("picked.zip holds your account");
    new BackupFile(backups.picked()).assertHolds(account, control);
    backups.done();
    assertEquals(List.of("opfs:/picked.zip"), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @Test
  void preferencesComeAlongWhenTheirOwnerSignsIn() {
    SandboxAccount account = smallAccount();
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.signIn(control.appPassword(account));
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    assertEquals("in the file", page.fact("Preferences"));
    BackupFile file = new BackupFile(backups.shelved());
    file.assertHolds(account, control);
    assertTrue(file.text("preferences.json").contains("app.bsky.actor.defs#"), file.text("preferences.json"));
    backups.isSaved();
  }

  @Test
  void pictureThatIsDamagedIsNamedAndTheRestIsSaved() {
    SandboxAccount account = smallAccount();
    String cid = control.blobs(account).get(0);
    control.corruptBlob(account, cid);
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    String text = page.screenText();
    assertTrue(text.contains(cid + ", used by app.bsky.feed.post/"), text);
    assertTrue(text.contains("what the server sends is damaged"), text);
    assertFalse(new BackupFile(backups.shelved()).names().contains("blobs/" + cid));
    backups.throwAway();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void earlierBackupSparesWhatIsInIt() {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    byte[] earlier = backups.shelved();
    backups.isSaved();
    control.writeABitOfEverything(account);
    control.clearLog();
    backups.plan(account.handle());
    backups.chooseEarlier(onDisk(earlier));
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    assertEquals(1, control.calls("alpha", GET_BLOB).size(), "only the new picture was fetched");
    assertEquals(0, control.getsOfWholeRepo("alpha"), "only what is new of the repo was fetched");
    assertTrue(new BackupFile(backups.shelved()).blobCount() > 3, "the others came from the earlier file");
    backups.isSaved();
    // That of another account is none.
    backups.plan(control.smallAccount("alpha").handle());
    backups.chooseEarlier(onDisk(earlier));
    backups.startWithoutPicker();
    page.waitForProblem("BACKUP_OF_ANOTHER_ACCOUNT");
    backups.chooseEarlier(onDisk(new byte[100]));
    backups.startWithoutPicker();
    page.waitForProblem("BACKUP_UNREADABLE");
    assertEquals(List.of(), page.kept());
  }

  @Test
  void copyOfAMoveIsSavedBeforeTheYesAndNothingIsDownloadedAgain() {
    Journey journey = smallJourney();
    journey.start();
    journey.toGate();
    control.clearLog();
    Backups backups = page.backups();
    backups.saveAtGate();
    page.waitFor(Screen.BACKUP_READY);
    assertEquals(List.of(), control.calls("alpha", GET_BLOB));
    assertEquals(List.of(), control.calls("alpha", GET_REPO));
    new BackupFile(backups.shelved()).assertHolds(journey.account(), control);
    backups.isSavedAtGate();
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void backupIsMadeByKeyboard() {
    SandboxAccount account = smallAccount();
    page.keyboard().type("account", "account", account.handle());
    page.keyboard().press("Back up this account");
    page.waitFor(Screen.BACKUP_PLAN);
    assertTrue(page.isTitleFocused(), "focus on the title");
    page.keyboard().press("Sign in to add preferences");
    page.waitFor(Screen.BACKUP_SIGN_IN);
    page.keyboard().type("backup", "password", account.password());
    page.keyboard().enter();
    page.waitFor(Screen.BACKUP_PLAN);
    stage.tab().run("() => { window.showSaveFilePicker = undefined; }");
    page.keyboard().press("Choose where to save it");
    page.waitFor(Screen.BACKUP_READY);
    assertTrue(page.isTitleFocused(), "focus on the title");
    page.keyboard().press("It is saved, remove it from this browser");
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
  }
}
