package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What its person writes at the source while the account moves comes along: before the identity changes, and after. */
class MeanwhileTest extends BrowserTest {
  private static final int LONG_MILLIS = 3000;

  @Test
  @Tag("every-browser")
  void whatIsWrittenBeforeAndAfterTheYesComesAlong() {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.MAIL_CODE);
    control.writeABitOfEverything(journey.account());
    journey.toGate();
    control.fault("beta", "com.atproto.identity.submitPlcOperation", "delay", "millis", LONG_MILLIS);
    page.approve();
    control.waitForHit();
    control.writeABitOfEverything(journey.account());
    page.waitFor(Screen.DONE);

    JsonObject found = journey.compare();
    assertEquals("[]", found.get("differences").toString());
    assertEquals(journey.account().records() + 2, found.getLong("records", 0));
    // The two images of the first post went with it.
    assertEquals(journey.account().blobs() - 2 + 2, found.getInt("blobs", 0));
    assertTrue(found.getBoolean("targetActive", false));
    assertEquals(3, control.answered("beta", "com.atproto.repo.importRepo"), "the whole once, and what was new twice");
    assertEquals(1, control.getsOfWholeRepo("alpha"), "read whole once");
  }

  @Test
  void whatIsWrittenAtTheLastMomentIsNamedAtTheEnd() {
    Journey journey = smallJourney();
    control.fault("alpha", "com.atproto.server.deactivateAccount", "delay", "millis", LONG_MILLIS);
    journey.start();
    journey.toGate();
    page.approve();
    control.waitForHit();
    control.write(journey.account(), 2);
    page.waitFor(Screen.DONE);
    page.waitForText("What stayed at ");
    String shown = page.screenText();
    assertEquals(2, shown.split("new: app.bsky.feed.post/", -1).length - 1, shown);
  }
}
