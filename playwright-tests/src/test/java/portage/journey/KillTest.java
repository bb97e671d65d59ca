package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.EngineException;
import portage.engine.KillableChromium;
import portage.engine.Tab;

/**
 * Tabs, workers and whole browsers that are killed at random instants, again and again during one move. In the end every
 * byte is there, and nothing was fetched or sent again but what was in flight. {@code PORTAGE_LONG=1} kills 200 times,
 * {@code PORTAGE_SEED} at other instants.
 */
class KillTest extends BrowserTest {
  private static final long SEED = Long.parseLong(System.getenv().getOrDefault("PORTAGE_SEED", "20261126"));
  private static final boolean IS_LONG = "1".equals(System.getenv("PORTAGE_LONG"));

  private static final int KILLS = IS_LONG ? 200 : 6;

  /** A move is let through after so many kills. */
  private static final int MOST_KILLS_A_MOVE = 12;

  /** From the open page to its death, at most: time for two passwords and much of a move. */
  private static final int LONGEST_LIFE_MILLIS = 5_000;

  private static final int BLOBS = 16;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final String REMEMBER_LIFE = "() => { globalThis.portageLife = true; return null; }";
  private static final String IS_LIFE = "() => globalThis.portageLife === true";

  /** A page from its opening to its death. */
  private record Life(Tab tab, MigrationPage page, Journey journey) {}

  /** What dies. */
  private enum Death { TAB, WORKER, BROWSER }

  /** Playwright's driver was seen to break down when a renderer is taken from it, so that this is for long runs alone. */
  private static final List<Death> DEATHS = IS_LONG ? List.of(Death.values()) : List.of(Death.WORKER, Death.BROWSER);

  private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();
  private final Random random = new Random(SEED);
  private KillableChromium browser;
  private final Map<Death, Integer> survived = new EnumMap<>(Death.class);
  private int kills;
  private long repeatedBytes;

  @Test
  void whatIsKilledAtRandomIsTakenUpAndEndsWhole(@TempDir Path profiles) {
    System.out.println("kills at random, seed " + SEED);
    for (int move = 0; kills < KILLS; move++) {
      assertTrue(move < KILLS, kills + " kills in " + move + " moves");
      try (KillableChromium killable = new KillableChromium(stage.chromium(), profiles.resolve("profile" + move))) {
        browser = killable;
        move(move % 2 == 0 ? "wasm" : "js");
      }
      System.out.println(kills + " kills survived in " + (move + 1) + " moves: " + survived + "; " + repeatedBytes + " bytes fetched again");
    }
    reaper.shutdownNow();
  }

  /** One account; at its end nothing may be missing, or have been done again. */
  private void move(String backend) {
    SandboxAccount account =
        control.account(
            "alpha",
            new JsonObject().add("posts", 6).add("images", BLOBS).add("imageBytes", 60_000).add("preferences", true));
    control.clearLog();
    List<KeptFacts> lives = new ArrayList<>();
    int killsOfMove = 0;
    boolean isThrough = false;
    while (!isThrough) {
      boolean dies = killsOfMove < MOST_KILLS_A_MOVE && kills < KILLS;
      Death death = DEATHS.get(kills % DEATHS.size());
      Tab tab = browser.open();
      MigrationPage opened = new MigrationPage(tab, stage.sandbox().page());
      opened.open(backend);
      lives.add(KeptFacts.of(tab, account.did()));
      tab.run(REMEMBER_LIFE);
      Life life = new Life(tab, opened, new Journey(stage.sandbox(), opened, account, "beta"));
      isThrough = dies ? live(life, death, random.nextInt(LONGEST_LIFE_MILLIS)) : live(life);
      if (!isThrough) {
        assertTrue(dies, "the page was loaded anew, and nobody had killed it");
        kills++;
        killsOfMove++;
        survived.merge(death, 1, Integer::sum);
      }
    }
    new Journey(stage.sandbox(), page, account, "beta").assertArrived();
    assertNothingRepeated(lives);
  }

  /** Goes on until the move is done or the page dies; true when it is done. */
  private boolean live(Life life, Death death, int afterMillis) {
    if (death == Death.WORKER) browser.killWorkersAfter(afterMillis);
    Future<?> end =
        reaper.schedule(
            () -> {
              if (death == Death.TAB) browser.killTabs();
              if (death == Death.BROWSER) browser.killAll();
            },
            afterMillis, TimeUnit.MILLISECONDS);
    try {
      boolean isDone = live(life);
      end.cancel(false);
      return isDone;
    } catch (EngineException | PlaywrightException e) {
      await(end, e);
      return false;
    } catch (AssertionError e) {
      // Loaded anew while something was typed, which then is not there.
      if (death != Death.WORKER || life.tab().run(IS_LIFE).asBoolean()) throw e;
      return false;
    }
  }

  private static void await(Future<?> end, RuntimeException why) {
    try {
      end.get();
    } catch (Exception e) {
      throw new AssertionError("the page died before it was killed", why);
    }
  }

  /** Answers every screen as a person would who wants the move done; false when the page was loaded anew meanwhile. */
  private static boolean live(Life life) {
    long welcomedNanos = -1;
    while (true) {
      Screen screen =
          life.page().waitForAny(
              Screen.WELCOME, Screen.SOURCE_SIGN_IN, Screen.TARGET, Screen.DETAILS, Screen.TARGET_SIGN_IN, Screen.PLAN,
              Screen.MAIL_CODE, Screen.GATE, Screen.DONE);
      if (screen == Screen.DONE) return true;
      if (screen == Screen.WELCOME && welcomedNanos >= 0) {
        // Loaded anew, or still busy with what was answered there.
        if (!life.tab().run(IS_LIFE).asBoolean()) return false;
        assertTrue(System.nanoTime() - welcomedNanos < PATIENCE_NANOS, "it does not go on: " + life.page().screenText());
        continue;
      }
      if (screen == Screen.WELCOME) welcomedNanos = System.nanoTime();
      life.journey().answer(screen);
    }
  }

  private void assertNothingRepeated(List<KeptFacts> lives) {
    List<JsonObject> log = control.log();
    for (int i = 0; i < lives.size(); i++) {
      KeptFacts known = lives.get(i);
      long until = i + 1 < lives.size() ? lives.get(i + 1).atMillis() : Long.MAX_VALUE;
      int uploads = 0;
      for (JsonObject call : log) {
        long at = call.getLong("at", 0);
        if (at < known.atMillis() || at >= until || call.getString("method", "").equals("OPTIONS")) continue;
        String path = call.getString("path", "");
        if (isDownload(call)) {
          String cid = path.replaceAll(".*[?&]cid=([^&]*).*", "$1");
          assertTrue(!known.kept().contains(cid), "life " + i + " fetched again what was kept: " + cid);
        } else if (path.endsWith("com.atproto.repo.uploadBlob")) {
          uploads += call.getInt("status", 0) == 200 ? 1 : 0;
        } else if (path.contains("com.atproto.sync.getRepo?") || path.endsWith("com.atproto.repo.importRepo")) {
          assertTrue(!known.isRepoMoved(), "life " + i + " moved the repo again");
        }
      }
      assertTrue(uploads <= BLOBS - known.moved().size(), "life " + i + " sent " + uploads + ", missing were " + (BLOBS - known.moved().size()));
    }
    assertEquals(1, acted(log, "com.atproto.identity.submitPlcOperation"));
    assertTrue(acted(log, "com.atproto.server.createAccount") <= 1);
    repeatedBytes += repeatedBytes(log);
  }

  /** The target is asked, too, what it can give. */
  private static boolean isDownload(JsonObject call) {
    return call.getString("pds", "").equals("alpha") && call.getString("path", "").contains("com.atproto.sync.getBlob?");
  }

  private static long acted(List<JsonObject> log, String nsid) {
    return log.stream()
        .filter(call -> call.getString("path", "").endsWith("/" + nsid) && call.getInt("status", 0) == 200
            && !call.getString("method", "").equals("OPTIONS"))
        .count();
  }

  /** Of blobs, beyond the longest answer for each. */
  private static long repeatedBytes(List<JsonObject> log) {
    Map<String, Long> longest = new HashMap<>();
    long bytes = 0;
    for (JsonObject call : log) {
      String path = call.getString("path", "");
      if (!isDownload(call)) continue;
      long answered = call.getLong("responseBytes", 0);
      bytes += answered;
      longest.merge(path, answered, Math::max);
    }
    return bytes - longest.values().stream().mapToLong(Long::longValue).sum();
  }
}
