package portage.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
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

    JsonObject document = control.didDocument(account);
    document.get("service").asArray().get(0).asObject().set("serviceEndpoint", page.fact("serviceEndpoint of #atproto_pds"));
    JsonObject key = document.get("verificationMethod").asArray().get(0).asObject();
    key.set("publicKeyMultibase", page.fact("publicKeyMultibase of #atproto (type Multikey)"));
    document.set("alsoKnownAs", Json.array(page.fact("alsoKnownAs")));
    control.putDidDocument(account, document);
    page.documentWasChanged();
    page.waitFor(Screen.DONE);
    assertTrue(page.screenText().contains(journey.targetHandle()));
    journey.assertArrived();
  }
}
