package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portage.engine.Tab;

/** A tab behind another one, whose timers the browser slows down and whose screen lock it takes back. */
class HiddenTabTest extends BrowserTest {
  private static final String IMPORT = "com.atproto.repo.importRepo";
  private static final int UNTIL_HIDDEN_MILLIS = 4_000;
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final long POLL_NANOS = 30_000_000;

  /** Notes what the page does with the browser's screen locks. */
  private static final String WATCH_LOCKS =
      """
      () => {
        globalThis.portageLocks = [];
        const ask = navigator.wakeLock?.request.bind(navigator.wakeLock);
        if (ask) navigator.wakeLock.request = async (kind) => {
          const lock = await ask(kind);
          globalThis.portageLocks.push(lock);
          return lock;
        };
        return null;
      }
      """;

  private static final String IS_HIDDEN = "() => document.visibilityState === 'hidden'";
  private static final String LOCKS = "() => globalThis.portageLocks.length";
  private static final String HELD = "() => globalThis.portageLocks.filter((lock) => !lock.released).length";

  @Test
  @Tag("every-browser")
  void moveGoesOnBehindAnotherTab() {
    assumeTrue(Settings.engine() == Settings.Browser.FIREFOX, "in this browser's driver every tab counts as seen");
    Journey journey = smallJourney();
    stage.tab().run(WATCH_LOCKS);
    journey.toPlan();
    control.fault("beta", IMPORT, "delay", "millis", UNTIL_HIDDEN_MILLIS);
    page.startPlan();
    control.waitForHit();
    await(HELD, "1");
    Tab inFront = stage.tab().another();
    await(IS_HIDDEN, "true");
    await(HELD, "0");
    page.waitFor(Screen.MAIL_CODE);
    await(IS_HIDDEN, "true");
    inFront.close();
    await(IS_HIDDEN, "false");
    journey.enterCode();
    page.waitFor(Screen.GATE);
    control.fault("beta", "com.atproto.server.activateAccount", "delay", "millis", UNTIL_HIDDEN_MILLIS);
    page.approve();
    control.waitForHit();
    Tab again = stage.tab().another();
    await(IS_HIDDEN, "true");
    again.close();
    await(IS_HIDDEN, "false");
    await(HELD, "1");
    page.waitFor(Screen.DONE);
    await(HELD, "0");
    assertTrue(stage.tab().run(LOCKS).asInt() >= 3, "asked for a lock whenever it was seen at work");
    journey.assertArrived();
    assertEquals(1, control.answered("beta", IMPORT), "nothing was done twice");
  }

  private void await(String question, String wanted) {
    long endNanos = System.nanoTime() + PATIENCE_NANOS;
    String seen;
    do {
      seen = stage.tab().run(question).toString();
      if (seen.equals(wanted)) return;
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() < endNanos);
    throw new AssertionError(question + " is " + seen);
  }
}
