package portage.page;

import portage.migration.Migration;
import portage.net.Clock;

/** Shows the progress of a migration, several times a second at most. */
final class Progress implements Runnable {
  private static final long PAUSE_MILLIS = 150;

  private final Clock clock;
  private Dialogue dialogue;
  private MoveScreens screens;
  private Migration migration;
  private portage.migration.Step shownStep;
  private long shownAtMillis;

  Progress(Clock clock) {
    this.clock = clock;
  }

  void of(Dialogue newDialogue, MoveScreens newScreens, Migration newMigration) {
    dialogue = newDialogue;
    screens = newScreens;
    migration = newMigration;
  }

  /** Something has changed. A change of step is always shown, a change of numbers when the last is old enough. */
  @Override
  public void run() {
    if (migration == null) {
      return;
    }
    long now = clock.millis();
    if (migration.current() == shownStep && now - shownAtMillis < PAUSE_MILLIS && now >= shownAtMillis) {
      return;
    }
    shownStep = migration.current();
    shownAtMillis = now;
    dialogue.show(
        screens.moving(
            migration.state(), migration.current(), migration.blobProgress(), migration.metrics().snapshot()));
  }
}
