package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser whose room for this page runs out in the middle of a move. */
class RoomTest extends BrowserTest {
  private static final int IMAGES = 12;
  private static final int IMAGE_BYTES = 900_000;
  private static final int LITTLE_ROOM_BYTES = 4_000_000;

  private Room room;

  private Journey inLittleRoom(String backend) {
    SandboxAccount account =
        control.account(
            "alpha", new JsonObject().add("posts", 2).add("images", IMAGES).add("imageBytes", IMAGE_BYTES));
    page.open(backend);
    room = new Room(stage.playwright());
    room.is(LITTLE_ROOM_BYTES);
    return new Journey(stage.sandbox(), page, account, "beta");
  }

  @AfterEach
  void giveBackTheRoom() {
    if (room != null) room.close();
  }

  private void assertGoesToItsEnd(Journey journey) {
    page.waitFor(Screen.MAIL_CODE);
    assertEquals(IMAGES, control.calls("beta", "com.atproto.repo.uploadBlob").size(), "each was sent once");
    journey.toDone();
    journey.assertArrived();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void theMoveGoesOnWithoutACopy(String backend) {
    Journey journey = inLittleRoom(backend);
    journey.start();
    page.waitFor(Screen.STORAGE_FULL);
    assertTrue(page.screenText().contains("Nothing is lost"), page.screenText());
    page.goOnWithoutCopies();
    assertGoesToItsEnd(journey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void theRestoreOfABackupGoesOnOnceRoomWasMade(String backend) {
    Journey journey = inLittleRoom(backend);
    SandboxAccount account = journey.account();
    byte[] backup = HandMadeBackup.of(account, stage.sandbox().pds("alpha"), control.plcData(account));
    control.clearLog();
    journey.startRestore(onDisk(backup));
    page.waitFor(Screen.STORAGE_FULL);
    assertTrue(page.screenText().contains("Nothing is lost"), page.screenText());
    room.is(1_000_000_000);
    page.roomWasMade();
    assertGoesToItsEnd(journey);
    page.finish();
    assertEquals(List.of(), page.kept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void theMoveGoesOnOnceRoomWasMade(String backend) {
    Journey journey = inLittleRoom(backend);
    journey.start();
    page.waitFor(Screen.STORAGE_FULL);
    room.is(1_000_000_000);
    page.roomWasMade();
    assertGoesToItsEnd(journey);
  }
}
