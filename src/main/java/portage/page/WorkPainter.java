package portage.page;

import portage.net.Clock;

/** Shows how far a piece of work is, several times a second at most. */
final class WorkPainter implements Runnable {
  private static final long PAUSE_MILLIS = 150;

  /** Makes the view of this moment. */
  interface Picture {
    View view();
  }

  private final Dialogue dialogue;
  private final Clock clock;
  private Picture picture;
  private long shownAtMillis;

  WorkPainter(Dialogue dialogue, Clock clock) {
    this.dialogue = dialogue;
    this.clock = clock;
  }

  /** Another piece of work begins: {@code newPicture} shows it from now on. */
  void show(Picture newPicture) {
    picture = newPicture;
    shownAtMillis = 0;
    run();
  }

  @Override
  public void run() {
    long now = clock.millis();
    if (picture == null || now - shownAtMillis < PAUSE_MILLIS && now >= shownAtMillis) {
      return;
    }
    shownAtMillis = now;
    dialogue.show(picture.view());
  }
}
