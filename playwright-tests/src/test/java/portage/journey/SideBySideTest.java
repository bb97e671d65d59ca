package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two accounts on their way at once, in two tabs of one browser: neither disturbs the other. */
class SideBySideTest extends BrowserTest {
  private MigrationPage second;
  private Journey one;
  private Journey other;

  private void openBoth() {
    one = smallJourney();
    second = stage.newPage();
    second.open(Settings.backend());
    other = new Journey(stage.sandbox(), second, control.smallAccount("alpha"), "beta");
  }

  @Test
  @Tag("every-browser")
  void bothArrive() {
    openBoth();
    one.toPlan();
    other.toPlan();
    page.startPlan();
    second.startPlan();
    one.toGate();
    other.toGate();
    page.approve();
    second.approve();
    page.waitFor(Screen.DONE);
    second.waitFor(Screen.DONE);
    one.assertArrived();
    other.assertArrived();
    for (String once : List.of("com.atproto.server.createAccount", "com.atproto.repo.importRepo")) {
      assertEquals(2, control.answered("beta", once), once);
    }
  }

  @Test
  void oneThatIsRemovedLeavesTheOtherAlone() {
    openBoth();
    one.start();
    other.start();
    page.waitFor(Screen.MAIL_CODE);
    second.waitFor(Screen.MAIL_CODE);
    second.cancelMove();
    String otherDid = other.account().did().replace(':', '.');
    List<String> kept = page.kept();
    assertTrue(kept.stream().noneMatch(name -> name.contains(otherDid)), "left behind: " + kept);
    page.reload();
    one.carryOn();
    one.toDone();
    one.assertArrived();
    other.assertStillAtSource();
  }
}
