package portage.page;

import java.util.Map;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.net.Clock;
import portage.stream.Task;

/** Waits until this tab may work on an account: says that another does, and goes on by itself once that one is closed. */
final class Turn {
  private static final long LOOK_MILLIS = 1000;

  private final Exclusive exclusive;
  private final Dialogue dialogue;
  private final EndScreens screens;
  private final Clock clock;

  Turn(Exclusive exclusive, Dialogue dialogue, EndScreens screens, Clock clock) {
    this.exclusive = exclusive;
    this.dialogue = dialogue;
    this.screens = screens;
    this.clock = clock;
  }

  /** The hold on the account; cancelled when the person goes back. */
  Exclusive.Hold take(String did) throws StreamingException {
    Exclusive.Hold hold = exclusive.tryHold(did);
    while (hold == null) {
      if (answer(new Watch(did)).action().equals(Dialogue.BACK)) {
        throw new CancelledException("wait for the other tab");
      }
      hold = exclusive.tryHold(did);
    }
    return hold;
  }

  private UserAction answer(Watch watch) throws CancelledException {
    try {
      return dialogue.ask(screens.otherTab());
    } finally {
      watch.over = true;
    }
  }

  /** Answers in the person's place as soon as the account is free. */
  private final class Watch {
    private volatile boolean over;

    Watch(String did) {
      Task.start(() -> {
        while (!over && !isFree(did)) {
          clock.sleep(LOOK_MILLIS);
        }
        if (!over) {
          dialogue.received(new UserAction(EndScreens.AGAIN, EndScreens.OTHER_TAB, Map.of()));
        }
        return null;
      });
    }

    private boolean isFree(String did) throws StreamingException {
      Exclusive.Hold hold = exclusive.tryHold(did);
      if (hold == null) {
        return false;
      }
      hold.close();
      return true;
    }
  }
}
