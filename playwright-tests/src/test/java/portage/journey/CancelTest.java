package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Giving up before the gate: the account is what it was, and the browser keeps nothing. */
class CancelTest extends BrowserTest {
  private static final int HANGS_MILLIS = 30_000;

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_SIGN_IN", "TARGET", "DETAILS", "PLAN"})
  void cancelBeforeTheWorkLeadsBackToTheStart(Screen screen) {
    Journey journey = smallJourney();
    switch (screen) {
      case SOURCE_SIGN_IN -> page.findAccount(journey.account().handle());
      case TARGET -> journey.toTarget();
      case DETAILS -> journey.toDetails();
      default -> journey.toPlan();
    }
    page.waitFor(screen);
    page.cancel();
    page.waitFor(Screen.WELCOME);
    assertNothingRemains(journey);
  }

  @ParameterizedTest
  @Tag("every-browser")
  @EnumSource(names = {"REPO", "BLOBS", "PREFERENCES"})
  void cancelDuringTheWork(Work work) {
    Journey journey = smallJourney();
    switch (work) {
      case REPO -> control.fault("alpha", "com.atproto.sync.getRepo", "stall", "bytes", 1000);
      case BLOBS -> control.fault("beta", "com.atproto.repo.uploadBlob", "delay", "call", "every", "millis", 5000);
      default -> control.fault("beta", "app.bsky.actor.putPreferences", "delay", "millis", 5000);
    }
    journey.start();
    page.waitForWork(work);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
  }

  @Test
  void cancelWhereTheAccountWasRefused() {
    SandboxAccount holder = control.smallAccount("beta");
    Journey journey = smallJourney();
    journey.toDetails();
    page.fillDetails(holder.handle(), journey.account().email(), journey.targetPassword(), null);
    page.startPlan();
    page.waitForProblem("HANDLE_TAKEN");
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
  }

  @Test
  void cancelWhenTheMoveHasStopped() {
    control.fault("alpha", "com.atproto.sync.getRepo", "truncate", "bytes", 1500);
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.STOPPED);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
  }

  @Test
  void cancelWhereBlobsAreLeft() {
    Journey journey = smallJourney();
    control.corruptBlob(journey.account(), control.blobs(journey.account()).get(0));
    journey.start();
    page.waitFor(Screen.BLOBS_LEFT);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
  }

  @Test
  void cancelIsAskedForTwiceAndTheMoveCarriesOnAfterANo() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.cancelAndCarryOn();
    page.signIn(journey.account().password());
    page.signInAtTarget(journey.targetPassword());
    journey.toDoneFromAnywhere();
    journey.assertArrived();
  }

  @Test
  void cancelDoesNotWaitForAServerThatHangs() {
    Journey journey = smallJourney();
    control.fault("beta", "com.atproto.repo.importRepo", "delay", "millis", 30_000);
    control.fault("beta", "com.atproto.server.deleteSession", "delay", "millis", 30_000);
    control.fault("alpha", "com.atproto.server.deleteSession", "delay", "millis", 30_000);
    journey.start();
    page.waitForWork(Work.REPO);
    long before = System.nanoTime();
    page.cancelMove();
    assertNothingRemains(journey);
    assertTrue(System.nanoTime() - before < 15_000_000_000L, "it waited for the servers");
  }

  @Test
  @Tag("every-browser")
  void searchForAnAccountThatHangsIsGivenUpAtOnce() {
    control.fault("alpha", "com.atproto.identity.resolveHandle", "delay", "call", "every", "millis", HANGS_MILLIS);
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    long before = System.nanoTime();
    page.stopLooking();
    page.waitFor(Screen.WELCOME);
    assertSoonAfter(before);
    assertEquals(journey.account().handle(), page.typed("account", "account"), "what was typed stays");
    control.clearFaults();
    page.findAccount(journey.account().handle());
    page.waitFor(Screen.SOURCE_SIGN_IN);
  }

  @Test
  @Tag("every-browser")
  void signInThatHangsIsLeftAtOnce() {
    control.fault("alpha", "com.atproto.server.createSession", "delay", "call", "every", "millis", HANGS_MILLIS);
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.signInInVain(journey.account().password());
    long before = System.nanoTime();
    page.back();
    page.waitFor(Screen.WELCOME);
    page.findAccount(journey.account().handle());
    page.signInInVain(journey.account().password());
    page.cancel();
    page.waitFor(Screen.WELCOME);
    assertSoonAfter(before);
  }

  @Test
  void keptSignInThatHangsIsLeftAtOnce() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.stayAndSignIn(journey.account().password());
    journey.fromTargetToPlan();
    page.startPlan();
    page.waitFor(Screen.MAIL_CODE);
    page.reload();
    control.fault("alpha", "com.atproto.server.refreshSession", "delay", "call", "every", "millis", HANGS_MILLIS);
    page.carryOnInVain();
    long before = System.nanoTime();
    page.back();
    page.waitFor(Screen.WELCOME);
    assertSoonAfter(before);
    control.clearFaults();
    page.carryOn();
    page.waitFor(Screen.MAIL_CODE);
  }

  private static void assertSoonAfter(long beforeNanos) {
    assertTrue(System.nanoTime() - beforeNanos < 10_000_000_000L, "it waited for the server");
  }

  @Test
  void onceThereIsNoWayBackTheButtonGivesPlaceToASentence() {
    Journey journey = smallJourney();
    control.fault("beta", "com.atproto.server.activateAccount", "delay", "millis", 4000);
    journey.start();
    journey.toGate();
    page.approve();
    page.waitForText("There is no way back from here any more, only forward");
    page.waitFor(Screen.DONE);
  }

  @Test
  void cancelAtTheCode() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.cancelMove();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
  }

  @Test
  void cancelAtTheGate() {
    Journey journey = smallJourney();
    journey.start();
    journey.toGate();
    page.cancelAtGate();
    page.waitFor(Screen.CANCELLED);
    assertNothingRemains(journey);
    page.startOver();
    page.waitFor(Screen.WELCOME);
    page.reload();
    page.waitFor(Screen.WELCOME);
  }

  @Test
  void aMoveThatWasBegunBeforeIsForgotten() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.reload();
    page.forget();
    assertNothingRemains(journey);
  }

  private void assertNothingRemains(Journey journey) {
    assertEquals(List.of(), page.kept());
    journey.assertStillAtSource();
  }
}
