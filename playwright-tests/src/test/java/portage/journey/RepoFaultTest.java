package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repositories that come damaged: they are recognised, nothing is imported, and the second try goes through. */
class RepoFaultTest extends BrowserTest {
  private static final String GET_REPO = "com.atproto.sync.getRepo";
  private static final String IMPORT_REPO = "com.atproto.repo.importRepo";

  @Test
  void repoOfAnotherAccountIsRefused() {
    SandboxAccount other = control.smallAccount("alpha");
    control.fault("alpha", GET_REPO, "swapDid", "did", other.did());
    startAndTryAgain("REPO_OF_ANOTHER_ACCOUNT");
  }

  @ParameterizedTest
  @Tag("every-browser")
  @CsvSource({"truncate, bytes, 1500, REPO_TRUNCATED", "gzipTruncate, bytes, 900, REPO_TRUNCATED", "flipByte, at, 1500, REPO_CORRUPT"})
  void damagedRepoIsRefused(String kind, String parameter, int value, String code) {
    control.fault("alpha", GET_REPO, kind, parameter, value);
    startAndTryAgain(code);
  }

  @Test
  void brokenConnectionIsNoEnd() {
    control.fault("alpha", GET_REPO, "resetAfter", "bytes", 1500);
    Journey journey = smallJourney();
    journey.start();
    if (page.waitForAny(Screen.MAIL_CODE, Screen.STOPPED) == Screen.STOPPED) {
      page.waitForProblem("UNREACHABLE");
      page.tryAgain();
    }
    journey.toDone();
    journey.assertArrived();
  }

  private void startAndTryAgain(String code) {
    Journey journey = smallJourney();
    journey.start();
    page.waitFor(Screen.STOPPED);
    page.waitForProblem(code);
    assertEquals(0, control.answered("beta", IMPORT_REPO));
    page.tryAgain();
    journey.toDone();
    journey.assertArrived();
  }
}
