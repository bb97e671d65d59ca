package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Firefox has less room than the pictures of an account take. In Chromium the room changes as well: {@link RoomTest}. */
@Tag("firefox")
class LittleRoomTest extends BrowserTest {
  private static final int IMAGES = 8;
  private static final int IMAGE_BYTES = 900_000;

  @Override
  Stage stage() {
    return Stage.inLittleRoom();
  }

  private SandboxAccount account() {
    assertTrue((long) IMAGES * IMAGE_BYTES > Stage.LITTLE_ROOM_KILOBYTES * 1024L);
    return control.account(
        "alpha", new JsonObject().add("posts", 2).add("images", IMAGES).add("imageBytes", IMAGE_BYTES));
  }

  @Test
  void backupThatHasNoRoomSaysSoAndKeepsNothing() {
    SandboxAccount account = account();
    page.open(Settings.backend());
    Backups backups = page.backups();
    backups.plan(account.handle());
    backups.startWithoutPicker();
    page.waitForProblem("STORAGE_FULL");
    assertEquals(List.of(), page.kept());
  }

  @Test
  void moveGoesOnWithoutACopy() {
    Journey journey = journey(account(), "beta");
    journey.start();
    page.waitFor(Screen.STORAGE_FULL);
    goesOnWithoutCopies(journey);
  }

  @Test
  void restoreOfABackupGoesOnWithoutACopy() {
    Journey journey = journey(account(), "beta");
    SandboxAccount account = journey.account();
    byte[] backup = HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account));
    control.clearLog();
    journey.startRestore(onDisk(backup));
    page.waitFor(Screen.STORAGE_FULL);
    goesOnWithoutCopies(journey);
    assertEquals(List.of(), control.calls("alpha", "com.atproto.sync.getBlob"), "pictures came out of the file");
  }

  private void goesOnWithoutCopies(Journey journey) {
    page.goOnWithoutCopies();
    page.waitFor(Screen.MAIL_CODE);
    assertEquals(IMAGES, control.answered("beta", "com.atproto.repo.uploadBlob"), "each was sent once");
    journey.toDone();
    page.finish();
    journey.assertArrived();
    assertEquals(List.of(), page.kept());
  }
}
