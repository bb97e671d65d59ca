package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers whose words are meant to do something to the page: they are words on the page, and not many. */
class HostileTextTest extends BrowserTest {
  private static final String MARKUP =
      "<img src=x onerror=\"globalThis.hostileRan=1;alert(1)\"><script>globalThis.hostileRan=2</script>"
          + "\"><iframe srcdoc='<script>parent.hostileRan=3</script>'></iframe>";
  /** Turns what follows about, rings a bell, and never ends. */
  private static final String UNRULY = MARKUP + "\u202egnirts\u0007\0\u001b[31m" + "W".repeat(60_000) + "\n".repeat(5_000);

  private static final String DESCRIBE = "com.atproto.server.describeServer";
  private static final String SIGN_IN = "com.atproto.server.createSession";

  private final List<String> dialogs = new ArrayList<>();

  @Test
  void wordsOfTheNewServerAreWords() throws IOException {
    watchDialogs();
    control.fault(
        "beta", DESCRIBE, "patchJson", "call", "every", "set",
        new JsonObject()
            .add("contact.email", UNRULY)
            .add("links.termsOfService", "javascript:globalThis.hostileRan=4")
            .add("links.privacyPolicy", "https://user:password@evil.example/" + UNRULY)
            .add("availableUserDomains", new JsonArray().add(".<b>").add(UNRULY).add(stage.sandbox().handleDomain("beta"))));
    Journey journey = smallJourney();
    journey.toDetails();
    assertTrue(page.fact("Contact").startsWith("<img src=x"), page.fact("Contact"));
    assertTrue(page.fact("Contact").length() <= 601, "much was shown");
    assertEquals(stage.sandbox().handleDomain("beta"), page.fact("Handles end in"));
    assertFalse(page.screenText().contains("Terms of service"), "a label with nothing behind it");
    assertFalse(page.screenText().contains("Privacy policy"), "a label with nothing behind it");
    assertUnharmed("describe-server");

    journey.fillDetails(null);
    page.startPlan();
    journey.toDone();
    journey.assertArrived();
    assertUnharmed("done");
  }

  @Test
  void addressOfTheAccountIsWords() throws IOException {
    watchDialogs();
    control.fault("alpha", SIGN_IN, "patchJson", "call", "every", "set", new JsonObject().add("email", UNRULY));
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    page.waitForText("<img src=x");
    assertUnharmed("mail-code");
    journey.toDone();
    journey.assertArrived();
  }

  /** Where the page quotes what a server says for its refusal, and in the report. */
  @Test
  void refusalsAreWords() throws IOException {
    watchDialogs();
    Journey journey = smallJourney();
    refuse("alpha", SIGN_IN);
    page.findAccount(journey.account().handle());
    page.signIn(journey.account().password());
    assertQuoted("refused-sign-in");
    page.signIn(journey.account().password());
    page.waitFor(Screen.TARGET);

    refuse("beta", DESCRIBE);
    page.chooseTarget(stage.sandbox().pds("beta"));
    assertQuoted("refused-target");
    journey.fromTargetToPlan();
    String report = page.reports().open();
    assertTrue(report.contains("com.atproto.server.describeServer"), report);
    assertUnharmed("report-of-refusals");
  }

  /** The next call is refused, in words that would like to be more. */
  private void refuse(String pds, String nsid) {
    control.fault(pds, nsid, "status", "status", 400, "error", "Bad<b>" + MARKUP, "message", UNRULY.substring(0, 20_000));
  }

  private void assertQuoted(String name) throws IOException {
    page.waitForText("The server said: \u201c<img src=x");
    assertUnharmed(name);
  }

  @Test
  void sessionThatWouldWriteIntoHeadersOrIsSomebodyElsesIsNone() {
    for (JsonObject set : List.of(
        new JsonObject().add("accessJwt", "a\r\nx-evil: 1"),
        new JsonObject().add("handle", MARKUP),
        new JsonObject().add("refreshJwt", new JsonArray()))) {
      control.clearFaults();
      control.fault("alpha", SIGN_IN, "patchJson", "set", set);
      Journey journey = smallJourney();
      page.findAccount(journey.account().handle());
      page.signIn(journey.account().password());
      page.waitForProblem("BAD_ANSWER");
      page.signIn(journey.account().password());
      page.waitFor(Screen.TARGET);
    }
  }

  private void watchDialogs() {
    stage.playwright().onDialog(dialog -> {
      dialogs.add(dialog.message());
      dialog.dismiss();
    });
  }

  /** Nothing was made of the words, at both widths; pictures of both are kept. */
  private void assertUnharmed(String name) throws IOException {
    Path folder = Files.createDirectories(Settings.reports().resolve("screenshots").resolve("hostile"));
    for (int width : new int[] {1280, 390}) {
      page.resize(width, 900);
      assertEquals(List.of(), page.strangers(), name);
      assertEquals(0, page.overhangPixels(), name + " at " + width);
      page.screenshot(folder.resolve(name + "-" + width + ".png"));
    }
    assertEquals(List.of(), dialogs, name);
  }
}
