package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What can be wrong before the plan: it is said, nothing happens, and the second try goes through. */
class SignInTest extends BrowserTest {
  @Test
  void unknownHandleIsSaid() {
    Journey journey = smallJourney();
    page.findAccount("nobody" + journey.account().handle());
    page.waitForProblem("HANDLE_NOT_FOUND");
    journey.start();
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void theDidWillDoAsWell() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().did());
    page.waitFor(Screen.SOURCE_SIGN_IN);
    assertEquals(journey.account().handle(), page.fact("Handle"));
  }

  @Test
  void wrongPasswordIsSaid() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.signIn("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    page.signIn(journey.account().password());
    finishFromTarget(journey);
  }

  @Test
  void appPasswordIsNotEnough() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.signIn(control.appPassword(journey.account()));
    page.waitForProblem("APP_PASSWORD");
    page.signIn(journey.account().password());
    finishFromTarget(journey);
  }

  @Test
  void theSameServerIsNoTarget() {
    Journey journey = smallJourney();
    journey.toTarget();
    page.chooseTarget(stage.sandbox().pds("alpha"));
    page.waitForProblem("SAME_SERVER");
    finishFromTarget(journey);
  }

  @Test
  void whatIsNoServerIsNoTarget() {
    Journey journey = smallJourney();
    journey.toTarget();
    page.chooseTarget("not a server");
    page.waitForProblem("BAD_INPUT");
    page.chooseTarget(stage.sandbox().plc());
    page.waitForProblem("BAD_ANSWER");
    finishFromTarget(journey);
  }

  private void finishFromTarget(Journey journey) {
    journey.fromTargetToPlan();
    page.startPlan();
    journey.toDone();
    journey.assertArrived();
  }
}
