package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser without a private file system, as in some private windows: the local copy goes into a database. */
class StorageFallbackTest extends BrowserTest {
  @Override
  Stage stage() {
    return Stage.withBrowser("--disable-blink-features=FileSystemAccessOriginPrivate");
  }

  @Test
  void theDatabaseTakesThePlaceOfThePrivateFileSystem() {
    Journey journey = smallJourney();
    assertTrue(page.footer().contains("Local copy: database of this browser"), page.footer());
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.reload();
    journey.carryOn();
    journey.toDone();
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
  }
}
