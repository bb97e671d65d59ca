package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.EngineException;
import portage.engine.KillableChromium;
import portage.engine.Tab;

/** A Chromium that may be killed: its tabs do what others do, and say at once when they are gone. */
class KillableChromiumTest extends TabTest {
  @TempDir Path profiles;
  private KillableChromium browser;
  private KillableChromium other;
  private Tab tab;

  @BeforeEach
  void takeTheTab() {
    Assumptions.assumeTrue(Settings.engine() == Settings.Browser.CHROMIUM, "it is Chromium");
    browser = new KillableChromium(Settings.chromium(), profiles.resolve("one"), Settings.browserLog());
    other = new KillableChromium(Settings.chromium(), profiles.resolve("other"), Settings.browserLog());
    openTab();
  }

  private void openTab() {
    tab = browser.open();
    page = new MigrationPage(tab, stage.sandbox().page());
  }

  @AfterEach
  void endIt() {
    if (browser != null) browser.close();
    if (other != null) other.close();
  }

  @Override
  Tab tab() {
    return tab;
  }

  @Override
  Tab openStranger() {
    return other.open();
  }

  @Test
  void aTabThatIsKilledSaysSoAndAnotherTakesItsPlace() {
    page.open("");
    tab.run("() => localStorage.setItem('left', 'behind')");
    assertCutShort(browser::killTabs, "the renderer is gone");
    openTab();
    page.open("");
    assertEquals(Json.value("behind"), tab.run("() => localStorage.getItem('left')"));
  }

  @Test
  void aBrowserThatIsKilledSaysSoAndIsStartedAnew() {
    page.open("");
    assertCutShort(browser::killAll, "connection");
    openTab();
    page.open("");
  }

  @Test
  void aWorkerThatIsKilledHasItsPageLoadedAnew() {
    page.open("");
    assertCutShort(browser::killWorkers, "");
    page.waitFor(Screen.WELCOME);
    assertEquals(Json.TRUE, tab.run("() => globalThis.lifeOfThisDocument === undefined"));
  }

  /** What waits for an answer gets none; when the tab is gone, neither does what is asked afterwards. */
  private void assertCutShort(Runnable kill, String why) {
    tab.run("() => { globalThis.lifeOfThisDocument = true; }");
    CompletableFuture<?> waiting =
        CompletableFuture.supplyAsync(() -> tab.run("() => new Promise(() => { globalThis.isAsked = true; })"));
    while (!tab.run("() => globalThis.isAsked === true").asBoolean()) Thread.onSpinWait();
    kill.run();
    CompletionException cut = assertThrows(CompletionException.class, waiting::join);
    assertTrue(cut.getCause() instanceof EngineException && cut.getMessage().contains(why), cut.getMessage());
    if (!why.isEmpty()) assertTrue(assertThrows(EngineException.class, tab::reload).getMessage().contains(why));
  }
}
