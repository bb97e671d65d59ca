package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first form is there before the worker, who answers it; what is done in the meantime is not lost. */
class FirstFormTest extends BrowserTest {
  /** What the files of the worker have in their names, and those of the page have not. */
  private static final String WORKER = "worker";

  private static final String LOADING = "The rest of this page is still loading.";

  @Test
  @Tag("every-browser")
  void pressIsKeptUntilTheWorkerHasCome() {
    SandboxAccount account = control.smallAccount("alpha");
    control.holdSite(WORKER);
    page.openFirstForm();
    page.typeByKeyboard("account", "account", account.handle());
    page.enter();
    page.waitForText(LOADING);
    page.waitForHeard(LOADING);
    page.enter(); // again, as people do
    assertTrue(page.isFocused("account", "account"), "the focus stays");
    control.releaseSite();
    page.waitFor(Screen.SOURCE_SIGN_IN);
    assertEquals(account.handle(), page.fact("Handle"));
    assertTrue(page.isTitleFocused(), "a new screen is read out");
  }

  @Test
  @Tag("every-browser")
  void typingGoesOnWhileTheWorkerComes() {
    SandboxAccount account = control.smallAccount("alpha");
    int half = account.handle().length() / 2;
    control.holdSite(WORKER);
    page.openFirstForm();
    page.typeByKeyboard("account", "account", account.handle().substring(0, half));
    assertTrue(page.footer().contains("Still loading"), page.footer());
    control.releaseSite();
    page.waitFor(Screen.WELCOME);
    assertFalse(page.footer().contains("Still loading"), page.footer());
    page.typeOn(account.handle().substring(half));
    assertEquals(account.handle(), page.typed("account", "account"));
    page.enter();
    page.waitFor(Screen.SOURCE_SIGN_IN);
    assertEquals(account.handle(), page.fact("Handle"));
  }

  @Test
  void moveThatWasBegunIsToldWithoutMovingTheFieldAway() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.resize(1280, 700);
    control.holdSite(WORKER);
    page.openFirstForm();
    page.typeByKeyboard("account", "account", "somebody");
    int top = page.top("account", "account");
    control.releaseSite();
    page.waitForHeard(journey.account().handle() + " is on its way");
    assertEquals("somebody", page.typed("account", "account"));
    assertTrue(page.isFocused("account", "account"), "the focus stays");
    assertEquals(top, page.top("account", "account"), "the field stays where it is");
    journey.carryOn();
    journey.toDoneFromAnywhere();
    journey.assertArrived();
  }

  @Test
  void formGoesAwayWhereTheWorkerCannotBeLoaded() {
    stage.playwright().context().route("**/*" + WORKER + "*", Route::abort);
    page.openAnyway();
    page.waitForRefusal("This browser cannot run Portage");
  }

  @Test
  void pageCarriesNoSentenceOfTheWorker() throws IOException {
    String script = Files.readString(Sandbox.site().resolve("page.js"));
    assertTrue(script.contains(LOADING), "the sentences of the first form are there");
    assertFalse(script.contains("Enter the code from your e-mail"), "those of other screens are not");
  }
}
