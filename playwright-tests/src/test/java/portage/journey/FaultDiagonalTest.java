package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.engine.ChromiumTab;

/**
 * Known faults in a real browser, several in one move, each on another call: the move goes on by itself, or stops and goes
 * on when it is told to. Every fault on every call is tried without a browser, in FaultMatrixOverHttpTest. Left out here:
 * "stalled" and "silent", which take a minute each.
 */
class FaultDiagonalTest extends BrowserTest {
  private static final int MOST_STOPS = 8;
  private static final int MOST_SCREENS = 40;
  private static final List<String> WORKERS = List.of("/worker-wasm.js", "/worker-js.js");
  private static final long HOUR_MILLIS = 3_600_000;

  /** Puts the clock of a worker or a page wrong before anything in it runs. */
  private static final String WRONG_CLOCK =
      """
      {
        const RealDate = Date;
        const now = () => RealDate.now() + WRONG_BY;
        globalThis.Date = new Proxy(RealDate, {
          construct: (real, given) => Reflect.construct(real, given.length ? given : [now()]),
          get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
        });
      }
      """;

  /** Each line: a known fault, and the call that it hits, the first to come. */
  @ParameterizedTest
  @ValueSource(strings = {
    """
    truncated at alpha com.atproto.server.createSession
    rateLimited at beta com.atproto.server.describeServer
    failed at beta com.atproto.server.createAccount
    gzipCutShort at alpha com.atproto.sync.getRepo
    gaveUpWaiting at beta com.atproto.repo.importRepo
    wrongByte at alpha com.atproto.sync.getBlob
    uploadReset at beta com.atproto.repo.uploadBlob
    badGateway at alpha app.bsky.actor.getPreferences
    refused at beta app.bsky.actor.putPreferences
    expiredToken at alpha com.atproto.identity.signPlcOperation
    replyLost at beta com.atproto.server.activateAccount
    """,
    """
    slowDrip at alpha com.atproto.sync.getRepo
    tooLarge at beta com.atproto.repo.importRepo
    resetMidBody at alpha com.atproto.sync.getBlob
    rateLimitedForASecond at beta com.atproto.repo.uploadBlob
    restart at beta app.bsky.actor.putPreferences
    serverClockFast at alpha com.atproto.identity.signPlcOperation
    revokedToken at beta com.atproto.server.activateAccount
    """,
  })
  void movesThroughFaultsOnItsWay(String faults) {
    Journey journey = smallJourney();
    for (String line : faults.lines().toList()) {
      String[] words = line.split(" ");
      control.known(words[0], words[2], words[3]);
    }
    goOn(journey);
    assertEquals(List.of(), control.faultsNotHit());
    control.clearFaults(); // and the clocks are right again
    journey.assertArrived();
  }

  /** Its tokens have expired before the target sees them: nothing helps but a right clock. */
  @Test
  void aSourceWhoseClockIsAnHourSlowStopsAtTheNewAccountAndGoesOnOnceItIsRight() {
    Journey journey = smallJourney();
    control.known("serverClockSlow", "alpha", "com.atproto.server.getServiceAuth");
    journey.start();
    page.waitForProblem("CLOCKS_DISAGREE");
    control.clearFaults();
    goOn(journey);
    journey.assertArrived();
  }

  @Test
  void serversThatCannotBeTrustedOrFoundAreSaidAtOnce(@TempDir Path profile) {
    try (BrowserContext strict = stage.chromium().openWithProfile(profile)) {
      MigrationPage here = new MigrationPage(new ChromiumTab(strict.newPage()), stage.sandbox().page());
      here.open(Settings.backend());
      Journey journey = new Journey(stage.sandbox(), here, control.smallAccount("alpha"), "beta");
      journey.toTarget();
      for (String stranger : List.of("untrusted", "unresolvable")) {
        here.chooseTarget(stage.sandbox().stranger(stranger));
        here.waitForProblem("UNREACHABLE");
      }
      journey.fromTargetToPlan();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {HOUR_MILLIS, -HOUR_MILLIS})
  void aComputerWhoseClockIsWrongByAnHourMovesAnAccount(long byMillis) {
    String wrongClock = WRONG_CLOCK.replace("WRONG_BY", String.valueOf(byMillis));
    stage.playwright().addInitScript(wrongClock);
    for (String worker : WORKERS) control.putBefore(worker, wrongClock);
    Journey journey = smallJourney();
    long pageIsAhead = stage.tab().run("() => Date.now()").asLong() - System.currentTimeMillis();
    assertTrue(Math.abs(pageIsAhead - byMillis) < 60_000, "the page's clock is ahead by " + pageIsAhead);
    goOn(journey);
    journey.assertArrived();
  }

  @AfterEach
  void scriptsAreAsTheyWere() {
    for (String worker : WORKERS) control.putBefore(worker, "");
  }

  private void goOn(Journey journey) {
    int stops = 0;
    for (int screens = 0; screens < MOST_SCREENS; screens++) {
      Screen screen =
          page.waitForAny(
              Screen.WELCOME, Screen.SOURCE_SIGN_IN, Screen.TARGET, Screen.DETAILS, Screen.TARGET_SIGN_IN, Screen.PLAN,
              Screen.BLOBS_LEFT, Screen.MAIL_CODE, Screen.GATE, Screen.STOPPED, Screen.DONE);
      if (screen == Screen.DONE) return;
      if (screen == Screen.STOPPED || screen == Screen.BLOBS_LEFT) {
        assertTrue(++stops <= MOST_STOPS, "stopped again and again: " + page.screenText());
        goOnFrom(screen);
      } else {
        journey.answer(screen);
      }
    }
    throw new AssertionError("no end of it: " + page.screenText());
  }

  /** A session that is over needs the passwords, so the page is opened anew. */
  private void goOnFrom(Screen screen) {
    if (screen == Screen.STOPPED && page.screenText().contains("SESSION_EXPIRED")) {
      page.reload();
      page.waitFor(Screen.WELCOME);
    } else {
      page.tryAgain();
    }
  }
}
