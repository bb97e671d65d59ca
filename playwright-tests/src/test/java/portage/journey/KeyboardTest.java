package portage.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The way to the plan by Tab, Enter and letters alone. */
class KeyboardTest extends BrowserTest {
  @Test
  void thePlanIsReachedByKeyboard() {
    Journey journey = smallJourney();
    SandboxAccount account = journey.account();
    page.typeByKeyboard("account", "account", account.handle());
    page.enter();
    waitForNew(Screen.SOURCE_SIGN_IN);
    page.typeByKeyboard("source", "password", "not the password");
    page.enter();
    page.waitForProblem("WRONG_PASSWORD");
    page.typeByKeyboard("source", "password", account.password());
    page.pressByKeyboard("Sign in");
    waitForNew(Screen.TARGET);
    page.typeByKeyboard("target", "server", stage.sandbox().pds("beta"));
    page.enter();
    waitForNew(Screen.DETAILS);
    page.typeByKeyboard("details", "handle", journey.targetHandle());
    page.typeByKeyboard("details", "email", account.email());
    page.typeByKeyboard("details", "password", journey.targetPassword());
    page.pressByKeyboard("Continue");
    waitForNew(Screen.PLAN);
    page.pressByKeyboard("Back");
    page.waitFor(Screen.DETAILS);
  }

  /** A screen that has just come up has the focus on its title, so that it is read out, and Tab begins there. */
  private void waitForNew(Screen screen) {
    page.waitFor(screen);
    assertTrue(page.isTitleFocused(), "focus on the title of " + screen);
  }
}
