package portage.page;

import portage.atproto.UploadQuota;
import portage.migration.Migration;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.stream.Task;

/** Shows the progress of a migration, several times a second at most. */
final class Progress implements Runnable {
  private static final long PAUSE_MILLIS = 500;
  private static final long REFRESH_MILLIS = 1000;

  private final Clock clock;
  private final RetryPolicy retry;
  private final UploadQuota uploads;
  private Dialogue dialogue;
  private MoveScreens screens;
  private Migration migration;
  private portage.migration.Step shownStep;
  private long shownAtMillis;
  private Object freshener;

  /** {@code uploads}: those to the target. */
  Progress(Clock clock, RetryPolicy retry, UploadQuota uploads) {
    this.clock = clock;
    this.retry = retry;
    this.uploads = uploads;
  }

  void of(Dialogue newDialogue, MoveScreens newScreens, Migration newMigration) {
    dialogue = newDialogue;
    screens = newScreens;
    migration = newMigration;
  }

  /** Shows the progress every second from now on, whether it changes or not: a speed that falls changes by waiting. */
  void keepFresh() {
    Object own = new Object();
    freshener = own;
    Task.start(
        () -> {
          while (freshener == own) {
            run();
            clock.sleep(REFRESH_MILLIS);
          }
          return null;
        });
  }

  /** Ends {@link #keepFresh}. */
  void rest() {
    freshener = null;
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
            migration.state(),
            migration.current(),
            migration.blobProgress(),
            migration.metrics().snapshot(),
            Standstill.of(retry, uploads.stand(), clock)));
  }
}
