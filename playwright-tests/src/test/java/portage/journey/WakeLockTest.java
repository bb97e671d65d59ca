package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The screen stays on while something runs, and not longer. */
class WakeLockTest extends BrowserTest {
  /** Notes what the page does with the browser's own locks. */
  private static final String WATCH =
      """
      if (navigator.wakeLock) {
        const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
        window.locks = [];
        navigator.wakeLock.request = async (kind) => {
          const sentinel = await ask(kind);
          window.locks.push(sentinel);
          return sentinel;
        };
      }
      """;

  private static final String HELD = "() => window.locks.filter((lock) => !lock.released).length === ";

  @Test
  void screenStaysOnWhileTheAccountMoves() {
    Page tab = stage.playwright();
    tab.addInitScript(WATCH);
    Journey journey = smallJourney();
    control.fault("beta", "com.atproto.repo.importRepo", "delay", "millis", 5_000);
    journey.toPlan();
    assertEquals(0, tab.evaluate("() => window.locks.length"));
    page.startPlan();
    tab.waitForFunction(HELD + 1);
    // As the browser does when the page is hidden, and seen again.
    tab.evaluate("async () => { await window.locks[0].release(); document.dispatchEvent(new Event('visibilitychange')); }");
    tab.waitForFunction(HELD + 1);
    assertEquals(2, tab.evaluate("() => window.locks.length"));
    page.waitFor(Screen.MAIL_CODE);
    tab.waitForFunction(HELD + 0);
  }
}
