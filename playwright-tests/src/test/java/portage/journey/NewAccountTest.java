package portage.journey;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What can be wrong with the account at the target: the form comes back, and the second try goes through. */
class NewAccountTest extends BrowserTest {
  @Test
  void takenHandleIsSaid() {
    SandboxAccount holder = control.smallAccount("beta");
    Journey journey = smallJourney();
    journey.toDetails();
    page.fillDetails(holder.handle(), journey.account().email(), journey.targetPassword(), null);
    page.startPlan();
    page.waitForProblem("HANDLE_TAKEN");
    journey.fillDetails(null);
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void missingInviteIsSaidAtTheField() {
    Journey journey = journey(control.smallAccount("alpha"), "gamma");
    journey.toDetails();
    journey.fillDetails("");
    page.waitForFieldError("details", "invite", "Please fill this in.");
    journey.fillDetails(control.invite("gamma"));
    page.startPlan();
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void serverThatDidNotSayThatItWantsAnInviteIsGivenOne() {
    control.fault(
        "gamma", "com.atproto.server.describeServer", "patchJson",
        "call", "every", "set", new JsonObject().add("inviteCodeRequired", false));
    Journey journey = journey(control.smallAccount("alpha"), "gamma");
    journey.toPlan();
    page.startPlan();
    page.waitForProblem("INVITE_CODE_NEEDED");
    journey.fillDetails(control.invite("gamma"));
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void wrongInviteIsSaid() {
    Journey journey = journey(control.smallAccount("alpha"), "gamma");
    journey.toDetails();
    journey.fillDetails("gamma-test-aaaaa-bbbbb");
    page.startPlan();
    page.waitForProblem("INVITE_CODE_INVALID");
    journey.fillDetails(control.invite("gamma"));
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void whatIsMissingOrMalformedIsSaidAtEachField() {
    Journey journey = smallJourney();
    journey.toDetails();
    page.fillDetails("not a handle", "nowhere", "short", null);
    page.waitForFieldError("details", "email", "This is not an e-mail address.");
    page.waitForFieldError("details", "password", "8 to 256 characters, please.");
    journey.fillDetails(null);
    page.waitFor(Screen.PLAN);
  }
}
