package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.engine.EngineException;
import portage.engine.KillableBrowser;
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
  private static final int MOST_KILLS_A_MOVE = IS_LONG ? 12 : 3;

  /** From the moment of which its time counts to a death, at most. */
  private static final int LONGEST_DELAY_MILLIS = 1_500;

  /** Where blows come from: most of them while data is on its way. */
  private static final List<Blow.Moment> MOMENTS =
      List.of(
          Blow.Moment.OPENED, Blow.Moment.AT_WORK, Blow.Moment.AT_WORK, Blow.Moment.AT_WORK, Blow.Moment.CODE_GIVEN,
          Blow.Moment.APPROVED);

  private static final int BLOBS = 16;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private static final String REMEMBER_LIFE = "() => { globalThis.portageLife = true; return null; }";
  private static final String IS_LIFE = "() => globalThis.portageLife === true";

  /** A page from its opening to its death. */
  private record Life(Tab tab, MigrationPage page, Journey journey, Blow blow) {}

  private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();
  private final Random random = new Random(SEED);
  private final Map<Blow.Death, Integer> survived = new EnumMap<>(Blow.Death.class);
  private final Map<String, Integer> killsOfBackend = new TreeMap<>(Map.of("wasm", 0, "js", 0));
  /** Kills by the screen that was answered last before them. */
  private final Map<Screen, Integer> killsAfter = new EnumMap<>(Screen.class);
  private KillableBrowser browser;
  private Screen lastScreen;
  private boolean isApproved;
  private int kills;
  private long repeatedBytes;

  @Test
  void whatIsKilledAtRandomIsTakenUpAndEndsWhole(@TempDir Path profiles) {
    Assumptions.assumeTrue(Settings.engine() == Settings.Browser.CHROMIUM, "kills Chromium");
    System.out.println("kills at random, seed " + SEED);
    for (int move = 0; kills < KILLS; move++) {
      assertTrue(move < 3 * KILLS, kills + " kills in " + move + " moves");
      try (KillableChromium killable =
          new KillableChromium(Settings.chromium(), profiles.resolve("profile" + move), Settings.browserLog())) {
        browser = killable;
        move(killsOfBackend.get("wasm") <= killsOfBackend.get("js") ? "wasm" : "js");
      }
      System.out.println(
          kills + " kills survived in " + (move + 1) + " moves: " + survived + " " + killsOfBackend + " after " + killsAfter
              + "; " + repeatedBytes + " bytes fetched again");
    }
  }

  @AfterEach
  void reaperGoes() {
    reaper.shutdownNow();
  }

  /** One account; at its end nothing may be missing, or have been done again. */
  private void move(String backend) {
    SandboxAccount account =
        control.account(
            "alpha",
            new JsonObject().add("posts", 6).add("images", BLOBS).add("imageBytes", 60_000).add("preferences", true));
    int operationsBefore = control.plcOperations(account);
    control.clearLog();
    List<KeptFacts> lives = new ArrayList<>();
    int killsOfMove = 0;
    boolean isThrough = false;
    isApproved = false;
    while (!isThrough) {
      Blow blow = killsOfMove < MOST_KILLS_A_MOVE && kills < KILLS ? nextBlow() : Blow.none();
      Tab tab = browser.open();
      MigrationPage opened = new MigrationPage(tab, stage.sandbox().page());
      opened.open(backend);
      lives.add(KeptFacts.of(tab, account.did()));
      tab.run(REMEMBER_LIFE);
      Journey journey = new Journey(stage.sandbox(), opened, account, "beta");
      // What was killed between its end and the word of it is forgotten when the page is opened again.
      isThrough = isApproved && !journey.isKnown() || live(new Life(tab, opened, journey, blow));
      if (!isThrough) {
        kills++;
        killsOfMove++;
        survived.merge(blow.death(), 1, Integer::sum);
        killsOfBackend.merge(backend, 1, Integer::sum);
        killsAfter.merge(lastScreen, 1, Integer::sum);
        System.out.println("kill " + kills + ": " + blow + ", when " + lastScreen + " was the last screen answered, " + backend);
      }
    }
    new Journey(stage.sandbox(), page, account, "beta").assertArrived();
    assertNothingRepeated(lives);
    // The directory is asked: a page that dies during the call leaves no answer in the log.
    assertEquals(operationsBefore + 1, control.plcOperations(account));
  }

  private Blow nextBlow() {
    Blow.Death death = Blow.Death.values()[kills % Blow.Death.values().length];
    Blow.Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
    return new Blow(reaper, browser, death, moment, random.nextInt(LONGEST_DELAY_MILLIS));
  }

  /** Goes on until the move is done or the page is killed; true when it is done. */
  private boolean live(Life life) {
    Blow blow = life.blow();
    try {
      boolean isDone = answerAll(life);
      assertTrue(isDone || blow.isStruck(), "the page was loaded anew, and nobody had killed it");
      return isDone;
    } catch (EngineException e) {
      if (!blow.isStruck()) throw new AssertionError("the page died before it was killed", e);
      return false;
    } catch (AssertionError e) {
      // Loaded anew while something was typed, which then is not there.
      if (!blow.isStruck() || blow.death() != Blow.Death.WORKER || life.tab().run(IS_LIFE).asBoolean()) throw e;
      return false;
    } finally {
      blow.callOff();
    }
  }

  /** Answers every screen as a person would who wants the move done; false when the page was loaded anew meanwhile. */
  private boolean answerAll(Life life) {
    lastScreen = Screen.WELCOME;
    boolean isWelcomed = false;
    life.blow().reached(Blow.Moment.OPENED);
    long begunNanos = System.nanoTime();
    while (true) {
      Screen screen =
          life.page().waitForAny(
              Screen.WELCOME, Screen.SOURCE_SIGN_IN, Screen.TARGET, Screen.DETAILS, Screen.TARGET_SIGN_IN, Screen.PLAN,
              Screen.MAIL_CODE, Screen.GATE, Screen.DONE);
      if (screen == Screen.DONE) return true;
      assertTrue(System.nanoTime() - begunNanos < PATIENCE_NANOS, "it does not go on: " + life.page().screenText());
      if (screen == Screen.WELCOME && isWelcomed) {
        // Loaded anew, or still busy with what was answered there.
        if (!life.tab().run(IS_LIFE).asBoolean()) return false;
        continue;
      }
      isWelcomed |= screen == Screen.WELCOME;
      isApproved |= screen == Screen.GATE;
      lastScreen = screen;
      life.journey().answer(screen);
      switch (screen) {
        case PLAN, TARGET_SIGN_IN -> life.blow().reached(Blow.Moment.AT_WORK);
        case MAIL_CODE -> life.blow().reached(Blow.Moment.CODE_GIVEN);
        case GATE -> life.blow().reached(Blow.Moment.APPROVED);
        default -> {}
      }
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
