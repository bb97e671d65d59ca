package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A reload between any two steps, or within one: the page offers to carry on, and repeats nothing that was done. */
class ReloadTest extends BrowserTest {
  private static final int LONG_MILLIS = 6000;

  /**
   * The held call is on its way when the page goes: with "delay" the server has not seen it, with "stall" it has acted,
   * and its answer stays away.
   */
  @ParameterizedTest
  @CsvSource({
    "ACCOUNT, beta, com.atproto.server.createAccount, stall",
    "REPO, alpha, com.atproto.sync.getRepo, delay",
    "REPO, beta, com.atproto.repo.importRepo, delay",
    "REPO, beta, com.atproto.repo.importRepo, stall",
    "BLOBS, beta, com.atproto.repo.uploadBlob, delay",
    "BLOBS, beta, com.atproto.repo.uploadBlob, stall",
    "PREFERENCES, beta, app.bsky.actor.putPreferences, delay",
    "IDENTITY, alpha, com.atproto.identity.requestPlcOperationSignature, delay",
  })
  void reloadBeforeTheGate(Work work, String pds, String nsid, String kind) {
    Journey journey = smallJourney();
    if (kind.equals("stall")) {
      control.fault(pds, nsid, "stall", "bytes", 0);
      // The browser itself sees that the server begins to answer.
      stage.playwright().waitForResponse(url -> url.url().contains("/xrpc/" + nsid), journey::start);
    } else {
      control.fault(pds, nsid, "delay", "millis", LONG_MILLIS);
      journey.start();
      control.waitForHit();
    }
    page.waitForWork(work);
    reloadAndCarryOn(journey);
    journey.toDoneFromAnywhere();
    // The repo's step is begun and not done: it may be done again.
    assertMoved(journey, nsid.equals("com.atproto.repo.importRepo") ? 2 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, beta, com.atproto.identity.submitPlcOperation",
    "ACTIVATION, beta, com.atproto.server.activateAccount",
    "COMMIT, beta, com.atproto.repo.applyWrites",
    "SOURCE_OFF, alpha, com.atproto.server.deactivateAccount",
    "VERIFICATION, beta, com.atproto.sync.getRepoStatus",
  })
  void reloadAfterTheYes(Work work, String pds, String nsid) {
    Journey journey = smallJourney();
    journey.start();
    journey.toGate();
    control.fault(pds, nsid, "delay", "millis", LONG_MILLIS);
    page.approve();
    control.waitForHit();
    page.waitForWork(work);
    reloadAndCarryOn(journey);
    journey.toDoneFromAnywhere();
    assertMovedOnce(journey);
  }

  @ParameterizedTest
  @Tag("every-browser")
  @EnumSource(names = {"MAIL_CODE", "GATE"})
  void reloadAtAQuestion(Screen screen) {
    Journey journey = smallJourney();
    journey.start();
    if (screen == Screen.GATE) journey.toGate();
    page.waitFor(screen);
    reloadAndCarryOn(journey);
    page.waitFor(screen); // what was answered is not asked again
    journey.toDoneFromAnywhere();
    assertMovedOnce(journey);
    assertEquals(1, control.answered("alpha", "com.atproto.identity.requestPlcOperationSignature"));
  }

  @Test
  void reloadWhenAllIsDoneSaysSoAndLeavesNothingToCarryOn() {
    Journey journey = smallJourney();
    journey.start();
    journey.toDone();
    page.reload();
    page.waitFor(Screen.WELCOME);
    String over = "The move of " + journey.account().handle() + " is over: the account now lives at ";
    assertTrue(page.screenText().contains(over), page.screenText());
    assertTrue(page.screenText().contains("as " + journey.targetHandle() + "."), page.screenText());
    assertEquals("[]", page.kept().toString());
    page.reload();
    page.waitFor(Screen.WELCOME);
    assertFalse(page.screenText().contains(over), "it is said once");
    assertMovedOnce(journey);
  }

  @Test
  void wrongPasswordsAfterAReloadAreSaid() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.reload();
    page.carryOn();
    page.signIn("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    page.signIn(journey.account().password());
    page.signInAtTarget("not the password");
    page.waitForProblem("WRONG_PASSWORD");
    page.signInAtTarget(journey.targetPassword());
    journey.toDone();
    assertMovedOnce(journey);
  }

  private void reloadAndCarryOn(Journey journey) {
    page.reload();
    page.waitFor(Screen.WELCOME);
    assertTrue(page.screenText().contains(journey.account().handle() + " is on its way"), page.screenText());
    journey.carryOn();
  }

  private void assertMovedOnce(Journey journey) {
    assertMoved(journey, 1);
  }

  private void assertMoved(Journey journey, int mostReads) {
    journey.assertArrived();
    assertTrue(control.answered("alpha", "com.atproto.sync.getRepo") <= mostReads, "getRepo");
    assertTrue(control.answered("beta", "com.atproto.repo.importRepo") <= mostReads, "importRepo");
    assertAnsweredOnce("beta", "com.atproto.server.createAccount");
    assertAnsweredOnce("beta", "app.bsky.actor.putPreferences");
    assertAnsweredOnce("alpha", "com.atproto.identity.signPlcOperation");
    assertAnsweredOnce("beta", "com.atproto.identity.submitPlcOperation");
    long uploads = control.answered("beta", "com.atproto.repo.uploadBlob");
    assertTrue(uploads <= journey.account().blobs(), uploads + " blobs were uploaded");
  }

  /** Or acted upon, once, without the page having had the answer. */
  private void assertAnsweredOnce(String pds, String nsid) {
    long acted = control.calls(pds, nsid).stream().filter(call -> call.status() == 200).count();
    assertEquals(1, acted, nsid);
  }
}
