package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import portage.engine.KillableBrowser;
import portage.engine.KillableChromium;
import portage.engine.KillableFirefox;
import portage.engine.Tab;

/** The tab, its worker or the whole browser is killed while a backup is made or restored; what was done until then counts. */
class BackupKillTest extends BrowserTest {
  private static final String GET_BLOB = "com.atproto.sync.getBlob";
  private static final String UPLOAD_BLOB = "com.atproto.repo.uploadBlob";
  private static final int BLOBS = 12;

  /** Of these some are on the disk before all are there: what is written goes there by the megabyte. */
  private static final int IMAGE_BYTES = 300_000;

  private static final int HANGS_MILLIS = 30_000;

  private SandboxAccount account() {
    return control.account(
        "alpha",
        new JsonObject().add("posts", 4).add("images", BLOBS).add("imageBytes", IMAGE_BYTES).add("preferences", true));
  }

  private KillableBrowser browser() {
    Path profile = disk.resolve("profile");
    return switch (Settings.engine()) {
      case CHROMIUM -> new KillableChromium(Settings.chromium(), profile, Settings.browserLog());
      case FIREFOX -> new KillableFirefox(Settings.firefox(), profile, Settings.browserLog());
      case WEBKIT -> throw new TestAbortedException("WebKit's driver keeps nothing of what dies");
    };
  }

  /** Both engines of the page where it has a choice that matters, and everything that may die. */
  static List<Arguments> deaths() {
    List<String> backends = Settings.engine() == Settings.Browser.CHROMIUM ? List.of("wasm", "js") : List.of("wasm");
    List<Arguments> all = new ArrayList<>();
    for (String backend : backends) {
      for (Blow.Death death : Blow.Death.values()) all.add(Arguments.of(backend, death));
    }
    return all;
  }

  private MigrationPage opened(Tab tab, String backend) {
    MigrationPage opened = new MigrationPage(tab, stage.sandbox().page());
    opened.open(backend);
    return opened;
  }

  /** Something dies; returns the tab that the person opens afterwards. */
  private static Tab afterDeath(KillableBrowser browser, Blow.Death death) {
    death.strike(browser);
    return browser.open();
  }

  @ParameterizedTest
  @MethodSource("deaths")
  @Tag("firefox")
  void backupGoesOnWithWhatIsInTheFile(String backend, Blow.Death death) {
    SandboxAccount account = account();
    try (KillableBrowser browser = browser()) {
      MigrationPage killed = opened(browser.open(), backend);
      control.fault("alpha", GET_BLOB, "delay", "millis", HANGS_MILLIS, "call", 9);
      killed.backups().plan(account.handle());
      killed.backups().startWithoutPicker();
      control.waitForHit();
      killed.backups().waitForInTheFile(6);
      Tab after = afterDeath(browser, death);
      control.clearFaults();
      control.clearLog();

      MigrationPage next = opened(after, backend);
      next.backups().goOn();
      next.backups().startWithoutPicker();
      next.waitFor(Screen.BACKUP_READY);
      assertTrue(control.calls("alpha", GET_BLOB).size() < BLOBS, "what was in the file was fetched again");
      new BackupFile(next.backups().shelved()).assertHolds(account, control);
      next.backups().isSaved();
      assertEquals(List.of(), next.kept());
    }
  }

  @ParameterizedTest
  @MethodSource("deaths")
  @Tag("firefox")
  void restoreGoesOnFromTheSameFile(String backend, Blow.Death death) {
    SandboxAccount account = account();
    Path backup = onDisk(HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account)));
    control.clearLog();
    try (KillableBrowser browser = browser()) {
      MigrationPage killed = opened(browser.open(), backend);
      control.fault("beta", UPLOAD_BLOB, "delay", "millis", HANGS_MILLIS, "call", 7);
      Journey journey = new Journey(stage.sandbox(), killed, account, "beta");
      journey.startRestore(backup);
      control.waitForHit();
      control.waitForAnswer("beta", UPLOAD_BLOB);
      Tab after = afterDeath(browser, death);
      control.clearFaults();

      MigrationPage next = opened(after, backend);
      KeptFacts known = KeptFacts.of(after, account.did());
      assertFalse(known.moved().isEmpty(), "some had arrived");
      control.clearLog();
      next.carryOn();
      next.restores().choose(backup);
      next.signIn(account.password());
      next.signInAtTarget(journey.targetPassword());
      Journey rest = new Journey(stage.sandbox(), next, account, "beta");
      rest.toDoneFromAnywhere();
      assertTrue(control.answered("beta", UPLOAD_BLOB) <= BLOBS - known.moved().size(), "what had arrived was sent again");
      assertEquals(List.of(), control.calls("alpha", GET_BLOB), "pictures came out of the file");
      rest.assertArrived();
      next.finish();
      assertEquals(List.of(), next.kept());
    }
  }
}
