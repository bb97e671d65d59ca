package portage.journey;

import org.junit.jupiter.api.Test;

/** What can be wrong with the code from the mail. */
class MailCodeTest extends BrowserTest {
  @Test
  void wrongCodeIsSaid() {
    Journey journey = smallJourney();
    journey.start();
    page.enterCode("AAAAA-22222");
    page.waitForProblem("MAIL_CODE_INVALID");
    journey.toDone();
    journey.assertArrived();
  }

  @Test
  void expiredCodeIsSaidAndAnotherOneWillDo() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    Control.Mail first = control.mail(journey.account(), 0);
    control.expireCodes(journey.account());
    page.enterCode(first.code());
    page.waitForProblem("MAIL_CODE_EXPIRED");
    page.askForAnotherCode();
    page.enterCode(control.mail(journey.account(), first.atMillis()).code());
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
  }
}
