package portage.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The same as {@link ScreensTest} for backups: making, checking and restoring one. */
class BackupScreensTest extends BrowserTest {
  private Gallery gallery;

  @Override
  Stage stage() {
    return Stage.withNetwork("--pds", "alpha=0.4", "--pds", "beta=0.5");
  }

  @BeforeEach
  void lookAtEveryScreen(TestInfo test) {
    gallery = new Gallery(page, test);
  }

  @AfterEach
  void sourceComesBack() {
    control.start("alpha");
  }

  @Test
  void screensOfABackupFit() {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(Settings.backend());
    control.corruptBlob(account, control.blobs(account).get(0));
    control.fault("alpha", "com.atproto.sync.getBlob", "delay", "millis", 3000, "call", "every");
    Backups backups = page.backups();
    backups.plan(account.handle());
    page.screenText(); // unfolds what it cannot bring back
    gallery.look("backup-plan-unfolded");
    backups.signIn(account.password());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_WORKING);
    page.waitForText(" in the file, ");
    gallery.look("backup-working-blobs");
    page.waitFor(Screen.BACKUP_READY);
    stage.tab().reload();
    page.waitFor(Screen.WELCOME);
    gallery.look("welcome-with-a-backup");
    backups.saveLeft();
    backups.isSaved();
    control.clearFaults();
    backups.plan(account.handle());
    backups.startAtPickedPlace();
    page.waitFor(Screen.BACKUP_SAVED);
    gallery.assertNothingStandsOut();
  }

  @Test
  void screensOfACheckFit() {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    byte[] whole = backups.shelved();
    backups.isSaved();
    backups.toCheck();
    backups.check(onDisk("no backup at all".getBytes()));
    page.waitForProblem("BACKUP_UNREADABLE");
    gallery.look("check-problem");
    backups.check(onDisk(whole));
    page.waitFor(Screen.CHECK_WHOLE);
    page.screenText(); // unfolds what is in it
    gallery.look("check-whole-unfolded");
    backups.checkAnother();
    backups.check(onDisk(BackupFile.spoilt(whole, "blobs/" + control.blobs(account).get(0))));
    page.waitFor(Screen.CHECK_WITHOUT_SOME);
    backups.checkAnother();
    backups.check(onDisk(BackupFile.spoilt(whole, "repo.car")));
    page.waitFor(Screen.CHECK_NOTHING);
    gallery.assertNothingStandsOut();
  }

  @Test
  void screensOfARestoreFit() {
    SandboxAccount account = control.fullAccount("alpha");
    Path backup = onDisk(HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account)));
    control.stop("alpha");
    page.open(Settings.backend());
    Journey journey = new Journey(stage.sandbox(), page, account, "beta");
    Restores restores = page.restores();
    restores.open(backup);
    restores.withTheSource();
    page.signInInVain(account.password());
    page.waitForProblem("UNREACHABLE");
    gallery.look("restore-source-problem");
    page.back();
    restores.withAKey();
    restores.pasteKey("ab".repeat(32));
    page.waitForProblem("KEY_UNKNOWN");
    gallery.look("restore-key-problem");
    restores.pasteKey(account.ownRotationKeyHex());
    journey.fromTargetToPlan();
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "millis", 3000, "call", "every");
    page.startPlan();
    page.waitFor(Screen.RESTORE_LEND);
    page.reload();
    page.waitFor(Screen.WELCOME);
    gallery.look("welcome-begun");
    page.carryOn();
    restores.choose(backup);
    journey.fillDetails(null);
    restores.pasteKey(account.ownRotationKeyHex());
    restores.lend();
    page.waitForWork(Work.BLOBS);
    page.waitFor(Screen.MOVING);
    page.waitFor(Screen.GATE);
    control.clearFaults();
    control.fault("beta", "com.atproto.server.activateAccount", "status", "status", 400, "call", "every");
    page.approve();
    page.waitForProblem("ACTIVATION_REFUSED");
    control.clearFaults();
    page.evict(Kept.Place.ANYWHERE, Settings.backend());
    restores.openToFinish(backup);
    restores.finishWithoutTheSource();
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.DONE);
    page.finish();
    gallery.assertNothingStandsOut();
  }
}
