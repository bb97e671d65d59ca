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

  /** Makes long waits of the page short. */
  private static final String HURRY =
      """
      const wait = globalThis.setTimeout;
      globalThis.setTimeout = (body, millis, ...more) => wait(body, millis >= 10000 ? millis / 20 : millis, ...more);
      """;

  /** Lets a worker say everything but that it is ready. */
  private static final String MUTE =
      """
      const say = self.postMessage.bind(self);
      self.postMessage = (text) => { if (!text.includes('"ready"')) say(text); };
      """;

  @Test
  @Tag("every-browser")
  void pressIsKeptUntilTheWorkerHasCome() {
    SandboxAccount account = control.smallAccount("alpha");
    control.holdSite(WORKER);
    page.openFirstForm();
    page.keyboard().type("account", "account", account.handle());
    page.keyboard().enter();
    page.waitForText(LOADING);
    page.waitForHeard(LOADING);
    page.keyboard().enter(); // again, as people do
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
    page.keyboard().type("account", "account", account.handle().substring(0, half));
    assertTrue(page.footer().contains("Still loading"), page.footer());
    control.releaseSite();
    page.waitFor(Screen.WELCOME);
    assertFalse(page.footer().contains("Still loading"), page.footer());
    page.keyboard().typeOn(account.handle().substring(half));
    assertEquals(account.handle(), page.typed("account", "account"));
    page.keyboard().enter();
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
    page.keyboard().type("account", "account", "somebody");
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
  void slowLineIsWaitedForAndHowMuchCameIsTold() {
    stage.playwright().addInitScript(HURRY);
    control.holdSiteAfter(200_000, "worker.wasm");
    page.openFirstForm();
    page.waitForFooter("Still loading; 200 KB have come.");
    stage.tab().run("() => new Promise((resolve) => setTimeout(resolve, 20000))"); // hurried: longer than a silent worker gets
    assertTrue(page.footer().contains("Still loading"), page.footer());
    control.releaseSite();
    page.waitFor(Screen.WELCOME);
  }

  @Test
  void workerThatIsThereAndSaysNothingIsNotWaitedForForEver() {
    stage.playwright().addInitScript(HURRY);
    for (String file : new String[] {"/worker-wasm.js", "/worker-js.js"}) control.putBefore(file, MUTE);
    try {
      page.openAnyway();
      page.waitForRefusal("This browser cannot run Portage");
    } finally {
      for (String file : new String[] {"/worker-wasm.js", "/worker-js.js"}) control.putBefore(file, "");
    }
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
