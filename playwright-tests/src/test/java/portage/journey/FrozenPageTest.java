package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** A page that nobody sees may be stopped by its browser altogether; the move goes on when it is seen again. */
class FrozenPageTest extends BrowserTest {
  private static final String IMPORT = "com.atproto.repo.importRepo";

  /** As phones do to a page that was left, and browsers to save memory and power. */
  @Test
  void moveThatWasFrozenGoesOnWhenThePageIsSeenAgain() {
    Journey journey = smallJourney();
    control.fault("beta", IMPORT, "delay", "millis", 1_000);
    journey.start();
    control.waitForHit();
    freeze("frozen");
    control.waitForAnswer("beta", IMPORT);
    freeze("active");
    page.waitFor(Screen.MAIL_CODE);
    freeze("frozen");
    String code = control.mail(journey.account(), 0).code();
    freeze("active");
    page.enterCode(code);
    page.waitFor(Screen.GATE);
    page.approve();
    page.waitFor(Screen.DONE);
    journey.assertArrived();
    assertEquals(1, control.answered("beta", IMPORT), "nothing was done twice");
  }

  private void freeze(String state) {
    Page tab = stage.playwright();
    CDPSession devTools = tab.context().newCDPSession(tab);
    JsonObject wanted = new JsonObject();
    wanted.addProperty("state", state);
    devTools.send("Page.setWebLifecycleState", wanted);
    devTools.detach();
  }
}
