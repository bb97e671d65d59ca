package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast a move is, as the page shows it, and how much it does at once, as the person chose. */
class SpeedTest extends BrowserTest {
  private static final String GET_BLOB = "com.atproto.sync.getBlob";
  private static final int BYTES_PER_SECOND = 300_000;
  private static final Pattern SOME_BYTES = Pattern.compile("^[0-9.]+ [KM]B a second, [0-9.]+ [KM]B in all$");

  private Journey journey(String backend) {
    SandboxAccount account =
        control.account(
            "alpha",
            new JsonObject().add("posts", 3).add("images", 6).add("imageBytes", 5_000).add("videoBytes", 1_200_000));
    page.open(backend);
    return new Journey(stage.sandbox(), page, account, "beta");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void speedIsSeenWhileASlowServerSends(String backend) {
    Journey journey = journey(backend);
    control.fault("alpha", GET_BLOB, "throttle", "bytesPerSecond", BYTES_PER_SECOND, "call", "every");
    journey.start();
    page.waitForWork(Work.BLOBS);
    String said = page.waitForSpeed();
    assertTrue(said.contains("KB a second"), said);
    page.waitForFact("Received", SOME_BYTES);
    page.waitForFact("Sent and confirmed", SOME_BYTES);
    page.waitForFact("Tried again", Pattern.compile("^0 times, 0.0 s waited$"));
    page.screenText(); // unfolds the details
    look("moving-" + backend);
    journey.toDone();
    assertTrue(overlaps() > 0, "several files at once is what a device like this one gets");
    page.screenText();
    assertEquals(journey.account().blobs() + ", 1.2 MB in all", page.fact("Pictures and videos"));
    assertTrue(page.fact("Way to the new server").endsWith(" sent from the local copy"));
    look("done-" + backend);
    journey.assertArrived();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void whatThePersonChoosesIsDoneAlsoAfterAReload(String backend) {
    Journey journey = journey(backend);
    control.fault("alpha", GET_BLOB, "delay", "millis", 300, "call", "every");
    journey.toPlan();
    page.settings().open();
    page.settings().choose("Little memory");
    page.keyboard().type("plan", "at-once", "1");
    page.startPlan();
    control.waitForHit();
    page.reload();
    journey.carryOn();
    journey.toDone();
    assertEquals(0, overlaps(), "more than one at once");
    page.screenText();
    assertTrue(page.screenText().contains("1 at once, 64 KiB pieces, 1 MiB window"), page.screenText());
    journey.assertArrived();
  }

  @Test
  void whatThePersonChoosesHoldsForABackup() {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(Settings.backend());
    control.fault("alpha", GET_BLOB, "delay", "millis", 300, "call", "every");
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.settings().open();
    backups.settings().choose("Little memory");
    page.keyboard().type("backup", "at-once", "1");
    look("backup-plan");
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_READY);
    assertEquals(0, overlaps(), "more than one at once");
    new BackupFile(backups.shelved()).assertHolds(account, control);
  }

  @Test
  void settingsAreReachedByKeyboardAndBadOnesAreTold() {
    Journey journey = journey(Settings.backend());
    journey.toPlan();
    page.settings().openByKeyboard();
    page.keyboard().type("plan", "window", "a lot");
    page.keyboard().press("Start the move");
    page.waitForFieldError("plan", "window", "A whole number from 1 to 32, please.");
    assertTrue(page.settings().isFocused("window"), "focus on what is wrong");
    look("plan-problem");
    page.keyboard().type("plan", "window", "4");
    page.keyboard().press("Start the move");
    page.waitFor(Screen.MAIL_CODE);
  }

  /** How many downloads of blobs began before the one before them had ended. */
  private int overlaps() {
    List<Control.Call> calls =
        control.calls("alpha", GET_BLOB).stream()
            .sorted(Comparator.comparingLong(Control.Call::atMillis))
            .toList();
    int overlaps = 0;
    for (int i = 1; i < calls.size(); i++) {
      if (calls.get(i).atMillis() < calls.get(i - 1).endedAtMillis()) overlaps++;
    }
    assertTrue(calls.size() > 2, "calls: " + calls);
    return overlaps;
  }

  /** Leaves pictures for people to look at; nothing may stand out to the side. */
  private void look(String name) {
    Path folder = Settings.reports().resolve("screenshots").resolve("speed");
    for (int width : new int[] {1280, 390}) {
      page.resize(width, 900);
      page.screenshot(folder.resolve(name + "-" + width + ".png"));
      assertEquals(0, page.overhangPixels(), name + " at " + width);
    }
  }
}
