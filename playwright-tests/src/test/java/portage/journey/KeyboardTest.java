package portage.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The way to the plan by Tab, Enter and letters alone. */
class KeyboardTest extends BrowserTest {
  @Test
  void thePlanIsReachedByKeyboard() {
    Journey journey = smallJourney();
    SandboxAccount account = journey.account();
    page.keyboard().type("account", "account", account.handle());
    page.keyboard().enter();
    waitForNew(Screen.SOURCE_SIGN_IN);
    page.keyboard().type("source", "password", "not the password");
    page.keyboard().enter();
    page.waitForProblem("WRONG_PASSWORD");
    page.keyboard().type("source", "password", account.password());
    page.keyboard().press("Sign in");
    waitForNew(Screen.TARGET);
    page.keyboard().type("target", "server", stage.sandbox().pds("beta"));
    page.keyboard().enter();
    waitForNew(Screen.DETAILS);
    page.keyboard().type("details", "handle", journey.targetHandle());
    page.keyboard().type("details", "email", account.email());
    page.keyboard().type("details", "password", journey.targetPassword());
    page.keyboard().press("Continue");
    waitForNew(Screen.PLAN);
    page.keyboard().press("Back");
    page.waitFor(Screen.DETAILS);
  }

  /** A screen that has just come up has the focus on its title, so that it is read out, and Tab begins there. */
  private void waitForNew(Screen screen) {
    page.waitFor(screen);
    assertTrue(page.isTitleFocused(), "focus on the title of " + screen);
  }
}
