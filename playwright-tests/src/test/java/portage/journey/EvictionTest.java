package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The browser removes what it kept, all of it or a part: what the two servers and the directory say is enough. */
class EvictionTest extends BrowserTest {
  @Test
  @Tag("every-browser")
  void copiesThatAreGoneAreNotMissed() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.evict(Kept.Place.FILES, Settings.backend());
    journey.carryOn();
    journey.toDone();
    journey.assertArrived();
    assertEquals(1, control.answered("beta", "com.atproto.repo.importRepo"));
    assertEquals(journey.account().blobs(), control.answered("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test
  void everythingGoneBeforeTheGateBeginsAtTheAccountThatIsThere() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    long firstMailedAt = control.mail(journey.account(), 0).atMillis();
    page.evict(Kept.Place.ANYWHERE, Settings.backend());
    journey.toTarget();
    page.chooseTarget(stage.sandbox().pds("beta"));
    page.signInAtTarget(journey.targetPassword());
    page.startPlan();
    page.enterCode(control.mail(journey.account(), firstMailedAt).code());
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    assertEquals(1, control.answered("beta", "com.atproto.server.createAccount"));
    assertEquals(journey.account().blobs(), control.answered("beta", "com.atproto.repo.uploadBlob"));
  }

  @Test
  void everythingGoneAfterTheGateIsFoundByTheOldHandleAndFinished() {
    Journey journey = smallJourney();
    stopAfterTheGate(journey);
    page.evict(Kept.Place.ANYWHERE, Settings.backend());
    page.findAccount(journey.account().handle()); // who knows that it has another one by now?
    finish(journey);
    assertEquals(1, control.answered("beta", "com.atproto.repo.importRepo"));
    assertEquals(1, control.answered("beta", "com.atproto.identity.submitPlcOperation"));
  }

  @Test
  void notesGoneAndCopiesThereAfterTheGateIsFoundByTheDid() {
    Journey journey = smallJourney();
    stopAfterTheGate(journey);
    page.evict(Kept.Place.DATABASES, Settings.backend());
    page.findAccount(journey.account().did());
    finish(journey);
    page.finish();
    assertEquals("[]", page.kept().toString());
  }

  /** The identity is updated, and the target does not switch the account on. */
  private void stopAfterTheGate(Journey journey) {
    control.fault("beta", "com.atproto.server.activateAccount", "status", "status", 400, "call", "every");
    journey.start();
    journey.toGate();
    page.approve();
    page.waitForProblem("ACTIVATION_REFUSED");
    control.clearFaults();
  }

  private void finish(Journey journey) {
    page.finishLostMove();
    page.signIn(journey.account().password());
    page.signInAtTarget(journey.targetPassword());
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    assertTrue(control.answered("alpha", "com.atproto.identity.signPlcOperation") == 1, "no other code is needed");
  }
}
