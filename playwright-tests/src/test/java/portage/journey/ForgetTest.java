package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forgetting a move leaves nothing of the account in this browser, and is not done by accident. */
class ForgetTest extends BrowserTest {
  @Test
  @Tag("every-browser")
  void nothingOfTheAccountIsLeftOfAMoveThatDiedInTheMiddle() {
    Journey journey = smallJourney();
    control.fault("alpha", "com.atproto.sync.getBlob", "stall", "call", "every", "bytes", 1000);
    journey.start();
    page.waitForWork(Work.BLOBS);
    page.reload(); // with files half written
    assertTrue(mentions(journey), "something is there to be forgotten");
    page.forget();
    assertEquals(List.of(), page.kept());
    assertFalse(mentions(journey));
    journey.assertStillAtSource();
  }

  @Test
  void theQuestionSaysWhatIsLostAndAKeepLosesNothing() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.reload();
    page.askToForget();
    page.waitForText("it stays there, switched off, and does no harm");
    page.keep();
    journey.carryOn();
    journey.toDoneFromAnywhere();
    journey.assertArrived();
  }

  @Test
  void afterTheGateForgettingTakesAWarningAndATick() {
    Journey journey = smallJourney();
    control.fault("beta", "com.atproto.server.activateAccount", "status", "call", "every", "status", 400);
    journey.start();
    journey.toGate();
    page.approve();
    page.waitFor(Screen.STOPPED);
    page.reload();
    page.askToForget();
    page.waitForText("this move has to be finished, and only this browser can do it");
    page.forgetAgainstAllAdvice();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void nothingIsLeftAfterTheEnd() {
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    assertTrue(mentions(journey));
    page.finish();
    assertEquals(List.of(), page.kept());
    assertFalse(mentions(journey));
    assertFalse(page.reports().open().contains("Step "), "the report still tells of the move");
  }

  private boolean mentions(Journey journey) {
    String id = journey.account().did().replaceFirst("did:plc:", "");
    return Kept.items(stage.tab()).stream().anyMatch(item -> (item.name() + item.content()).contains(id));
  }
}
