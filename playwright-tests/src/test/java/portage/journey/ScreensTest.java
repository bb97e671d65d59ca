package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Every screen, wide and narrow: none needs scrolling to the side. Leaves pictures for people to look at. */
class ScreensTest extends BrowserTest {
  private static final int[] WIDTHS = {1280, 390};
  private static final int HEIGHT = 900;

  private final Map<String, Integer> overhangs = new LinkedHashMap<>();
  private Path folder;
  private Screen lastVisited;
  private int pictures;

  @BeforeEach
  void lookAtEveryScreen(TestInfo test) {
    folder = Settings.reports().resolve("screenshots").resolve(test.getTestMethod().orElseThrow().getName());
    page.visitScreens(screen -> {
      if (screen != lastVisited) look(screen.fileName());
      lastVisited = screen;
    });
  }

  @Test
  void screensOfAWholeJourneyFit() {
    Journey journey = journey(control.fullAccount("alpha"), "gamma");
    page.findAccount("nobody.alpha.test");
    page.waitForProblem("HANDLE_NOT_FOUND");
    look("welcome-problem");
    journey.toTarget();
    page.chooseTarget("not a server");
    page.waitForProblem("BAD_INPUT");
    look("target-problem");
    page.chooseTarget(stage.sandbox().pds("gamma"));
    page.fillDetails("not a handle", "nowhere", "short", "");
    page.waitForFieldError("details", "email", "This is not an e-mail address.");
    look("details-problem");
    journey.fillDetails("gamma-test-aaaaa-bbbbb");
    page.startPlan();
    page.waitForProblem("INVITE_CODE_INVALID");
    control.fault("gamma", "com.atproto.repo.uploadBlob", "delay", "millis", 3000);
    journey.fillDetails(control.invite("gamma"));
    page.waitForWork(Work.BLOBS);
    page.waitFor(Screen.MOVING);
    page.enterCode("AAAAA-22222");
    page.waitForProblem("MAIL_CODE_INVALID");
    look("mail-code-problem");
    journey.toDone();
    page.finish();
    assertNothingStandsOut();
  }

  @Test
  void screensOfAMoveThatStopsAndIsGivenUpFit() {
    Journey journey = smallJourney();
    control.corruptBlob(journey.account(), control.blobs(journey.account()).get(0));
    control.fault("alpha", "com.atproto.sync.getRepo", "truncate", "bytes", 1500);
    journey.start();
    page.waitFor(Screen.STOPPED);
    page.screenText(); // unfolds the details
    page.report();
    look("stopped-unfolded");
    page.closeReport();
    page.tryAgain();
    page.waitFor(Screen.BLOBS_LEFT);
    page.reload();
    page.waitFor(Screen.WELCOME);
    look("welcome-begun");
    page.askToForget();
    page.keep();
    journey.carryOn();
    page.waitFor(Screen.BLOBS_LEFT);
    page.cancelMove();
    assertNothingStandsOut();
  }

  @Test
  void screensOfTheSearchForWhatIsMissingFit() {
    Journey journey = smallJourney();
    String cid = control.blobs(journey.account()).get(0);
    control.corruptBlob(journey.account(), cid);
    journey.start();
    page.goOnWithoutBlobs();
    journey.toDone();
    page.finish();
    page.startOver();
    page.findMissing(journey.targetHandle(), journey.targetPassword());
    page.waitFor(Screen.REPAIR_FOUND);
    page.fetchMissing();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.signInForSearch("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    look("repair-former-problem");
    page.leaveServerOut();
    page.waitFor(Screen.REPAIR_LEFT);
    control.restoreBlob(journey.account(), cid);
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "millis", 3000);
    page.fetchMissing();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.signInForSearch(journey.account().password());
    page.waitFor(Screen.REPAIR_WORKING);
    page.waitFor(Screen.REPAIR_ALL);
    assertNothingStandsOut();
  }

  @Test
  void screensOfABackupFit() {
    SandboxAccount account = control.fullAccount("alpha");
    page.open(Settings.backend());
    control.corruptBlob(account, control.blobs(account).get(0));
    control.fault("alpha", "com.atproto.sync.getBlob", "delay", "millis", 3000, "call", "every");
    Backups backups = page.backups();
    backups.plan(account.handle());
    page.screenText(); // unfolds what it cannot bring back
    look("backup-plan-unfolded");
    backups.signIn(account.password());
    backups.startWithoutPicker();
    page.waitFor(Screen.BACKUP_WORKING);
    page.waitForText(" in the file, ");
    look("backup-working-blobs");
    page.waitFor(Screen.BACKUP_READY);
    stage.tab().reload();
    page.waitFor(Screen.WELCOME);
    look("welcome-with-a-backup");
    backups.saveLeft();
    backups.isSaved();
    control.clearFaults();
    backups.plan(account.handle());
    backups.startAtPickedPlace();
    page.waitFor(Screen.BACKUP_SAVED);
    assertNothingStandsOut();
  }

  private void look(String name) {
    pictures++;
    for (int width : WIDTHS) {
      page.resize(width, HEIGHT);
      String file = String.format("%02d-%s-%d.png", pictures, name, width);
      page.screenshot(folder.resolve(file));
      overhangs.put(file, page.overhangPixels());
    }
  }

  private void assertNothingStandsOut() {
    List<String> tooWide = new ArrayList<>();
    overhangs.forEach((file, pixels) -> {
      if (pixels > 0) tooWide.add(file + " by " + pixels + " px");
    });
    assertEquals(List.of(), tooWide);
  }
}
