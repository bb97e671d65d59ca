package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Moves that were begun before, here or in another browser, and moves that go on in another tab. */
class AgainTest extends BrowserTest {
  @Test
  void accountThatWaitsSwitchedOffAtTheTargetIsTakenUp() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.cancelMove();
    journey.assertStillAtSource();
    page.startOver();
    page.waitFor(Screen.WELCOME);

    control.clearLog();
    long firstMailedAt = control.mail(journey.account(), 0).atMillis();
    journey.toTarget();
    page.chooseTarget(stage.sandbox().pds("beta"));
    page.signInAtTarget("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    page.signInAtTarget(journey.targetPassword());
    page.startPlan();
    page.enterCode(control.mail(journey.account(), firstMailedAt).code());
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    assertEquals(0, control.answered("beta", "com.atproto.server.createAccount"));
    assertEquals(0, control.answered("beta", "com.atproto.repo.uploadBlob"), "the blobs are there already");
  }

  @Test
  void postsThatAreWrittenMeanwhileComeAlong() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    control.write(journey.account(), 3);
    journey.toDone();
    assertEquals("[]", journey.compare().get("differences").toString());
    assertEquals(journey.account().records() + 3, journey.compare().getLong("records", 0));
  }

  @Test
  void anotherTabWaitsForTheFirst() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    MigrationPage second = stage.newPage();
    second.open(Settings.backend());
    second.carryOn();
    second.waitFor(Screen.OTHER_TAB);
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void accountThatHasMovedIsNotMovedAgain() {
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    page.finish();
    page.startOver();
    page.waitFor(Screen.WELCOME);
    page.findAccount(journey.account().did());
    page.waitFor(Screen.SOURCE_SIGN_IN);
    assertEquals(journey.targetHandle(), page.fact("Handle"));
    page.signIn(journey.targetPassword());
    page.chooseTarget(stage.sandbox().pds("beta"));
    page.waitForProblem("SAME_SERVER");
  }
}
