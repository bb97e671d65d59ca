package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report for somebody who helps: always within reach, to read and to save, and without the person in it. */
class ReportTest extends BrowserTest {
  @Test
  @Tag("every-browser")
  void reportIsWithinReachWhileItMovesWhenItHasStoppedAndAtTheEnd() {
    Journey journey = smallJourney();
    control.fault("alpha", "com.atproto.sync.getRepo", "truncate", "bytes", 1500);
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "call", "every", "millis", 3000);
    assertTrue(page.reports().open().contains("Nothing was reported as a problem."), page.reports().open());
    page.reports().close();
    journey.start();

    page.waitFor(Screen.STOPPED);
    says(journey, "REPO_TRUNCATED: check repo");
    says(journey, "com.atproto.sync.getRepo 200, 1 time");
    says(journey, "failed with [REPO_TRUNCATED]");
    page.reports().close();
    page.tryAgain();

    page.waitForWork(Work.BLOBS);
    says(journey, "Step MOVE_BLOBS: begun ");
    page.reports().close();
    journey.toDone();
    says(journey, "Step VERIFY: begun ");
    says(journey, "com.atproto.server.activateAccount 200, 1 time");
  }

  private void says(Journey journey, String wanted) {
    String report = page.reports().open();
    assertTrue(report.contains(wanted), "no \u201c" + wanted + "\u201d in " + report);
    for (String name : new String[] {
      journey.account().did(), journey.account().handle(), journey.targetHandle(), journey.account().email()
    }) {
      assertFalse(report.contains(name), name + " in " + report);
    }
  }

  @Test
  void reportIsSavedAsItIsRead() throws IOException {
    page.open(Settings.backend());
    String read = page.reports().open();
    Download download = stage.playwright().waitForDownload(page.reports()::save);
    assertEquals("portage-report.txt", download.suggestedFilename());
    assertEquals(read.strip(), Files.readString(download.path()).strip());
  }

  @Test
  @Tag("every-browser")
  void whatSavesTheReportLooksLikeAButtonAtEveryWidth() {
    page.open(Settings.backend());
    page.reports().open();
    for (int width : new int[] {1280, 390}) {
      page.resize(width, 900);
      int off = page.reports().pixelsOffMiddleOfSaving();
      assertTrue(off <= 2, off + " pixels at " + width);
      assertEquals(0, page.overhangPixels(), "at " + width);
    }
  }

  @Test
  void reportIsReadByKeyboardAlone() {
    page.open(Settings.backend());
    page.keyboard().openReport();
    assertTrue(page.reports().open().startsWith("Report of Portage "));
    page.keyboard().tabToReportAndItsSaving();
  }
}
