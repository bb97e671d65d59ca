package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Staying signed in on this computer: only by wish, never in the clear, and gone when the move is over or given up. */
class StayTest extends BrowserTest {
  /** What every JWT begins with, in base64url: {" */
  private static final String TOKEN_BEGINS = "eyJ";

  private static final String SIGN_OUT = "com.atproto.server.deleteSession";

  private static final String SAFE = "indexeddb:/portage-safe/";

  /** To the mailed code, with the box ticked. */
  private Journey startedByOneWhoStays() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.stayAndSignIn(journey.account().password());
    journey.fromTargetToPlan();
    page.startPlan();
    page.waitFor(Screen.MAIL_CODE);
    return journey;
  }

  @Test
  @Tag("every-browser")
  void moveIsCarriedOnWithoutPasswordsAndNothingIsLeftAtTheEnd() {
    Journey journey = startedByOneWhoStays();
    assertKeptSafely(journey);
    page.reload();
    page.carryOn();
    page.waitFor(Screen.MAIL_CODE);
    assertKeptSafely(journey);
    page.reload(); // with what was kept again after the refresh
    page.carryOn();
    journey.toDone();
    page.finish();
    journey.assertArrived();
    assertEquals(List.of(), page.kept());
  }

  /** Both tokens and the key are there, and nothing of them can be read. */
  private void assertKeptSafely(Journey journey) {
    List<Kept.Item> items = Kept.items(stage.tab());
    assertEquals(2, items.stream().filter(item -> item.name().startsWith(SAFE + "tokens/")).count(), "tokens");
    assertEquals(1, items.stream().filter(item -> item.name().startsWith(SAFE + "keys/")).count(), "keys");
    for (Kept.Item item : items) {
      assertFalse(item.content().contains(TOKEN_BEGINS), "a token in the clear in " + item.name());
      assertFalse(item.content().contains(journey.account().password()), "a password in " + item.name());
      assertFalse(item.content().contains(journey.targetPassword()), "a password in " + item.name());
    }
    assertTrue(items.stream().anyMatch(item -> item.content().length() > 200), "the search finds what is there");
  }

  @Test
  void nothingIsKeptWithoutTheWish() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    assertFalse(page.kept().stream().anyMatch(name -> name.startsWith(SAFE)), page.kept().toString());
    page.reload();
    page.carryOn();
    page.waitFor(Screen.SOURCE_SIGN_IN);
  }

  @Test
  void signInThatTheServerTookBackIsAskedForAgainAndTheWishWithIt() {
    Journey journey = startedByOneWhoStays();
    page.reload();
    control.fault(
        "alpha", "com.atproto.server.refreshSession", "status", "status", 400, "error", "ExpiredToken");
    page.carryOn();
    page.waitForProblem("KEPT_SIGN_IN_REFUSED");
    page.signIn(journey.account().password()); // the box is not ticked this time
    page.waitFor(Screen.TARGET_SIGN_IN);
  }

  @Test
  void cancelLeavesNothing() {
    startedByOneWhoStays();
    page.cancelMove();
    assertEquals(List.of(), page.kept());
  }

  @Test
  void droppedMoveLeavesNothingAndIsSignedOutAtBothServers() {
    startedByOneWhoStays();
    page.reload();
    control.clearLog();
    page.forget();
    assertEquals(List.of(), page.kept());
    assertEquals(1, control.answered("alpha", SIGN_OUT), control.logText());
    assertEquals(1, control.answered("beta", SIGN_OUT), control.logText());
  }

  @Test
  void droppedMoveDoesNotWaitForServersThatHang() {
    startedByOneWhoStays();
    page.reload();
    control.fault("alpha", SIGN_OUT, "delay", "millis", 30_000);
    control.fault("beta", SIGN_OUT, "delay", "millis", 30_000);
    long before = System.nanoTime();
    page.forget();
    assertTrue(System.nanoTime() - before < 15_000_000_000L, "it waited for the servers");
    assertEquals(List.of(), page.kept());
  }

  @Test
  void whoLeavesBeforeThePlanIsAcceptedLeavesNothing() {
    Journey journey = smallJourney();
    page.findAccount(journey.account().handle());
    page.stayAndSignIn(journey.account().password());
    journey.fromTargetToPlan();
    page.reload();
    page.waitFor(Screen.WELCOME);
    assertEquals(List.of(), page.kept());
  }
}
