package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that never arrive: the server has acted, the page finds out, and nothing is done twice that must not be. */
class LostReplyTest extends BrowserTest {
  private static final int MOST_SCREENS = 8;

  @ParameterizedTest
  @CsvSource({
    "beta, com.atproto.server.createAccount",
    "beta, com.atproto.repo.importRepo",
    "beta, com.atproto.repo.uploadBlob",
    "alpha, com.atproto.identity.signPlcOperation",
    "beta, com.atproto.identity.submitPlcOperation",
    "beta, com.atproto.server.activateAccount",
    "beta, com.atproto.repo.applyWrites",
    "alpha, com.atproto.server.deactivateAccount",
  })
  void lostReplyIsNoHarm(String pds, String nsid) {
    control.fault(pds, nsid, "replyLost");
    Journey journey = smallJourney();
    journey.start();
    goOn(journey);
    journey.assertArrived();
    assertEquals(List.of(), control.faultsNotHit());
  }

  /** The page may find out by itself, or stop and be asked to try again. */
  private void goOn(Journey journey) {
    long codesAfter = 0;
    Screen shown = null;
    for (int i = 0; i < MOST_SCREENS && shown != Screen.DONE; i++) {
      shown =
          page.waitForAny(
              Screen.MAIL_CODE, Screen.GATE, Screen.DONE, Screen.STOPPED, Screen.DETAILS, Screen.TARGET_SIGN_IN);
      switch (shown) {
        case MAIL_CODE -> {
          // When the first one is spent, another has been mailed by itself.
          Control.Mail mail = control.mail(journey.account(), codesAfter);
          codesAfter = mail.atMillis();
          page.enterCode(mail.code());
        }
        case GATE -> page.approve();
        case DETAILS -> journey.fillDetails(null);
        case TARGET_SIGN_IN -> page.signInAtTarget(journey.targetPassword());
        case STOPPED -> page.tryAgain();
        default -> {}
      }
    }
    page.waitFor(Screen.DONE);
  }
}
