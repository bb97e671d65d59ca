package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser without a private file system, as in some private windows: the local copy goes into a database. */
class StorageFallbackTest extends BrowserTest {
  @Override
  Stage stage() {
    return Stage.withoutPrivateFiles();
  }

  @Test
  @Tag("every-browser")
  void theDatabaseTakesThePlaceOfThePrivateFileSystem() {
    Journey journey = smallJourney();
    assertTrue(page.footer().contains("Local copy: database of this browser"), page.footer());
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    List<String> kept = page.kept();
    assertTrue(kept.stream().anyMatch(name -> name.matches("indexeddb:/.*-storage/items/.*")), "a copy: " + kept);
    assertTrue(kept.stream().noneMatch(name -> name.startsWith("opfs:")), "no file: " + kept);
    page.reload();
    journey.carryOn();
    journey.toDone();
    journey.assertArrived();
    page.finish();
    assertEquals(List.of(), page.kept());
  }
}
