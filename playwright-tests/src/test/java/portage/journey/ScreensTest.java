package portage.journey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Every screen, wide and narrow: none needs scrolling to the side. Leaves pictures for people to look at. */
class ScreensTest extends BrowserTest {
  private Gallery gallery;

  @BeforeEach
  void lookAtEveryScreen(TestInfo test) {
    gallery = new Gallery(page, test);
  }

  @Test
  void screensOfAWholeJourneyFit() {
    Journey journey = journey(control.fullAccount("alpha"), "gamma");
    page.findAccount("nobody.alpha.test");
    page.waitForProblem("HANDLE_NOT_FOUND");
    gallery.look("welcome-problem");
    journey.toTarget();
    page.chooseTarget("not a server");
    page.waitForProblem("BAD_INPUT");
    gallery.look("target-problem");
    page.chooseTarget(stage.sandbox().pds("gamma"));
    page.fillDetails("not a handle", "nowhere", "short", "");
    page.waitForFieldError("details", "email", "This is not an e-mail address.");
    gallery.look("details-problem");
    journey.fillDetails("gamma-test-aaaaa-bbbbb");
    page.startPlan();
    page.waitForProblem("INVITE_CODE_INVALID");
    control.fault("gamma", "com.atproto.repo.uploadBlob", "delay", "millis", 3000);
    journey.fillDetails(control.invite("gamma"));
    page.waitForWork(Work.BLOBS);
    page.waitFor(Screen.MOVING);
    page.enterCode("AAAAA-22222");
    page.waitForProblem("MAIL_CODE_INVALID");
    gallery.look("mail-code-problem");
    journey.toDone();
    page.finish();
    gallery.assertNothingStandsOut();
  }

  @Test
  void screensOfAMoveThatStopsAndIsGivenUpFit() {
    Journey journey = smallJourney();
    control.corruptBlob(journey.account(), control.blobs(journey.account()).get(0));
    control.fault("alpha", "com.atproto.sync.getRepo", "truncate", "bytes", 1500);
    journey.start();
    page.waitFor(Screen.STOPPED);
    page.screenText(); // unfolds the details
    page.reports().open();
    gallery.look("stopped-unfolded");
    page.reports().close();
    page.tryAgain();
    page.waitFor(Screen.BLOBS_LEFT);
    page.reload();
    page.waitFor(Screen.WELCOME);
    gallery.look("welcome-begun");
    page.askToForget();
    page.keep();
    journey.carryOn();
    page.waitFor(Screen.BLOBS_LEFT);
    page.cancelMove();
    gallery.assertNothingStandsOut();
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
    page.repairs().find(journey.targetHandle(), journey.targetPassword());
    page.waitFor(Screen.REPAIR_FOUND);
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    gallery.look("repair-former-problem");
    page.repairs().leaveServerOut();
    page.waitFor(Screen.REPAIR_LEFT);
    control.restoreBlob(journey.account(), cid);
    control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "millis", 3000);
    page.repairs().fetch();
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.repairs().signIn(journey.account().password());
    page.waitFor(Screen.REPAIR_WORKING);
    page.waitFor(Screen.REPAIR_ALL);
    gallery.assertNothingStandsOut();
  }
}
