package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backup that somebody has is looked into: what it is worth, in words. */
class BackupCheckTest extends BrowserTest {
  private byte[] file;

  /** The page is open, and there is a backup of this account. */
  private SandboxAccount backedUp(SandboxAccount account) {
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    file = backups.shelved();
    backups.isSaved();
    return account;
  }

  @Test
  @Tag("every-browser")
  void wholeBackupIsSaidToBeWhole() {
    SandboxAccount account = backedUp(control.fullAccount("alpha"));
    control.clearLog();
    Backups backups = page.backups();
    backups.toCheck();
    backups.check(onDisk(file));
    page.waitFor(Screen.CHECK_WHOLE);
    String text = page.screenText();
    assertTrue(text.contains("Nothing is missing."), text);
    assertTrue(text.contains("still the account's key"), text);
    assertEquals(account.handle(), page.fact("Account"));
    assertEquals(account.did(), page.fact("Identity (DID)"));
    assertEquals("20", page.fact("app.bsky.feed.like"));
    assertEquals("not in the file", page.fact("Preferences"));
    assertEquals(List.of(), control.calls("alpha", "com.atproto.sync.getBlob"), "nothing but the directory is asked");
    assertEquals(List.of(), control.calls("alpha", "com.atproto.sync.getRepo"), "nothing but the directory is asked");
    page.back();
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @Test
  void damagedBackupIsToldFromOneThatIsNone() {
    SandboxAccount account = backedUp(control.smallAccount("alpha"));
    Backups backups = page.backups();
    backups.toCheck();
    backups.startCheck();
    page.waitForFieldError("check", "file", "Please choose a file.");
    backups.check(onDisk("no backup at all".getBytes()));
    page.waitForProblem("BACKUP_UNREADABLE");
    backups.check(onDisk(Arrays.copyOf(file, file.length / 2)));
    page.waitForProblem("BACKUP_DAMAGED");
    String cid = control.blobs(account).get(0);
    backups.check(onDisk(BackupFile.spoilt(file, "blobs/" + cid)));
    page.waitFor(Screen.CHECK_WITHOUT_SOME);
    assertTrue(page.screenText().contains("not the one that its name says: blobs/" + cid), page.screenText());
    backups.checkAnother();
    backups.check(onDisk(BackupFile.spoilt(file, "repo.car")));
    page.waitFor(Screen.CHECK_NOTHING);
    backups.checkAnother();
    backups.check(onDisk(file));
    page.waitFor(Screen.CHECK_WHOLE);
    assertEquals(List.of(), page.kept());
  }

  @Test
  void backupIsCheckedByKeyboard() {
    backedUp(control.smallAccount("alpha"));
    page.keyboard().press("Check a backup");
    page.waitFor(Screen.CHECK);
    assertTrue(page.isTitleFocused(), "focus on the title");
    page.keyboard().press("Back");
    page.waitFor(Screen.WELCOME);
    assertTrue(page.isTitleFocused(), "focus on the title");
  }
}
