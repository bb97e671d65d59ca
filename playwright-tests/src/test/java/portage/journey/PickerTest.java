package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portage.engine.ChromiumEngine;
import portage.engine.HiddenScreen;
import portage.engine.SaveDialogue;
import portage.engine.Tab;

/** A backup goes straight to the disk, to a place that is named in Chromium's own dialogue. */
class PickerTest extends BrowserTest {
  private static final String SCREEN = "1280x900x24";
  private static final long REMOVED_WITHIN_NANOS = 30_000_000_000L;
  private static final long POLL_NANOS = 50_000_000;

  private HiddenScreen screen;
  private ChromiumEngine chromium;
  private Path folder;

  @BeforeEach
  void startWhereDialoguesCanBeSeen() {
    assumeTrue(Settings.engine() == Settings.Browser.CHROMIUM, "no other browser has such a dialogue");
    assumeTrue(SaveDialogue.isPossible(), "Xvfb or xdotool is not there");
    screen = HiddenScreen.start(SCREEN, Settings.browserLog());
    chromium = ChromiumEngine.on(screen, Settings.chromium(), Stage.PATIENCE_MILLIS);
    Tab tab = chromium.open();
    page = new MigrationPage(tab, stage.sandbox().page());
    folder = emptyFolder();
  }

  @AfterEach
  void end() {
    if (chromium != null) chromium.close();
    if (screen != null) screen.close();
  }

  private Backups begin(SandboxAccount account, String name) {
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    SaveDialogue dialogue = new SaveDialogue(screen);
    backups.askForPlace();
    dialogue.saveAs(folder.resolve(name));
    return backups;
  }

  private List<String> onTheDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** The browser removes files in its own time, and tells nobody. */
  private void waitForEmptyFolder() throws IOException {
    long deadline = System.nanoTime() + REMOVED_WITHIN_NANOS;
    while (!onTheDisk().isEmpty() && System.nanoTime() < deadline) LockSupport.parkNanos(POLL_NANOS);
    assertEquals(List.of(), onTheDisk());
  }

  @Test
  void fileIsWholeOnTheDiskAndNothingBesideIt() throws IOException {
    SandboxAccount account = control.fullAccount("alpha");
    Backups backups = begin(account, "all of it.zip");
    page.waitFor(Screen.BACKUP_SAVED);
    page.waitForText("all of it.zip holds your account");
    assertEquals(List.of("all of it.zip"), onTheDisk());
    new BackupFile(Files.readAllBytes(folder.resolve("all of it.zip"))).assertHolds(account, control);
    backups.done();
    assertEquals(List.of(), page.kept());
    assertEquals(List.of(), page.complaints());
  }

  @Test
  void whatIsStoppedLeavesNothingOnTheDisk() throws IOException {
    SandboxAccount account =
        control.account("alpha", new JsonObject().add("posts", 2).add("images", 12).add("imageBytes", 300_000));
    control.fault("alpha", "com.atproto.sync.getBlob", "delay", "millis", 30_000, "call", 9);
    Backups backups = begin(account, "half of it.zip");
    backups.waitForInTheFile(6);
    assertTrue(onTheDisk().contains("half of it.zip"), onTheDisk().toString());
    backups.stop();
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
    waitForEmptyFolder();
  }
}
