package portage.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.api.Test;

/** An account whose identity is a document on its owner's own host. */
class WebIdentityTest extends BrowserTest {
  @Test
  void theOwnerEditsTheDocumentAndTheAccountMoves() {
    SandboxAccount account =
        control.account(
            "alpha",
            new JsonObject().add("didWeb", true).add("posts", 3).add("images", 1).add("imageBytes", 3000).add("preferences", true));
    Journey journey = journey(account, "beta");
    journey.start();
    page.approve();
    page.waitFor(Screen.WEB_DOCUMENT);
    page.documentWasChanged(); // a lie
    page.waitForText("The document is not right yet");

    journey.changeDocument();
    page.documentWasChanged();
    page.waitFor(Screen.DONE);
    assertTrue(page.screenText().contains(journey.targetHandle()));
    journey.assertArrived();
  }
}
