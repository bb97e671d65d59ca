package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser without a private file system: a backup is built in a database, and saved from there. */
class BackupFallbackTest extends BrowserTest {
  @Override
  Stage stage() {
    return Stage.withoutPrivateFiles();
  }

  @Test
  @Tag("every-browser")
  void theDatabaseTakesTheFileUntilItIsSaved() {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("posts", 2).add("images", 8).add("imageBytes", 400_000));
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    List<String> kept = page.kept();
    assertTrue(kept.stream().allMatch(name -> name.matches("indexeddb:/.*-shelf/.*")) && kept.size() > 3, kept.toString());
    new BackupFile(backups.shelved()).assertHolds(account, control);
    page.reload();
    page.waitFor(Screen.WELCOME);
    backups.saveLeft();
    new BackupFile(backups.shelved()).assertHolds(account, control);
    backups.isSaved();
    assertEquals(List.of(), page.kept());
  }
}
