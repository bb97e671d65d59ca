package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup from its making to its use: saved to the disk, checked, and brought back in a browser that knows nothing of it. */
class CycleTest extends BrowserTest {
  private Path saved(SandboxAccount account) {
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.signIn(control.appPassword(account));
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    Path file = backups.saveTo(emptyFolder());
    backups.isSaved();
    return file;
  }

  private void check(Path file) {
    Backups backups = page.backups();
    backups.toCheck();
    backups.check(file);
    page.waitFor(Screen.CHECK_WHOLE);
    assertEquals("in the file", page.fact("Preferences"));
    page.back();
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @ParameterizedTest
  @Tag("every-browser")
  @ValueSource(strings = {"wasm", "js"})
  void accountComesBackAtAnotherServerByteForByte(String backend) throws IOException {
    stage.needsSaving();
    SandboxAccount account = control.fullAccount("alpha");
    page.open(backend);
    Path file = saved(account);
    check(file);
    new BackupFile(Files.readAllBytes(file)).assertHolds(account, control);

    wipeBrowser();
    page.open(backend);
    control.clearLog();
    Journey journey = new Journey(stage.sandbox(), page, account, "gamma");
    page.restores().open(file);
    page.restores().withTheSource();
    page.signIn(account.password());
    page.chooseTarget(stage.sandbox().pds("gamma"));
    journey.fillDetails(control.invite("gamma"));
    page.startPlan();
    journey.toDone();
    assertEquals(List.of(), control.calls("alpha", "com.atproto.sync.getBlob"), "pictures came out of the file");
    assertEquals(0, control.getsOfWholeRepo("alpha"), "records came out of the file");
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }
}
