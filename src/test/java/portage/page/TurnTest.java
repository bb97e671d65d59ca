package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.jvm.FakeClock;

@Timeout(10)
class TurnTest {
  private static final EndScreens SCREENS = new EndScreens(new Frame(new SiteInfo("dns", "plc", "engine", "storage")));

  private volatile boolean isTaken;
  private volatile int held;
  private String answerAtOnce = "";
  private final Dialogue[] dialogue = {null};
  private final Turn turn;

  TurnTest() {
    dialogue[0] = new Dialogue(view -> {
      assertEquals(EndScreens.OTHER_TAB, view.screen());
      if (!answerAtOnce.isEmpty()) {
        dialogue[0].received(new UserAction(answerAtOnce, view.screen(), Map.of()));
      } else {
        isTaken = false; // the other tab is closed while this is shown
      }
    });
    turn = new Turn(this::tryHold, dialogue[0], SCREENS, new FakeClock(0));
  }

  private Exclusive.Hold tryHold(String did) {
    if (isTaken) {
      return null;
    }
    held++;
    return () -> held--;
  }

  @Test void freeAccountIsTakenAtOnce() throws StreamingException {
    assertNotNull(turn.take("did:plc:one"));
    assertEquals(1, held);
  }

  @Test void goesOnByItselfOnceTheOtherTabIsClosed() throws StreamingException {
    isTaken = true;
    try (Exclusive.Hold hold = turn.take("did:plc:one")) {
      assertNotNull(hold);
    }
    assertEquals(0, held);
  }

  @Test void backLeadsAway() {
    isTaken = true;
    answerAtOnce = Dialogue.BACK;
    assertThrows(CancelledException.class, () -> turn.take("did:plc:one"));
    assertEquals(0, held);
  }
}
