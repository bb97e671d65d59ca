package portage.journey;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import portage.engine.KillableBrowser;

/** A kill that is to come, some time after a moment of a move has come. */
final class Blow {
  /** What dies. */
  enum Death {
    TAB, WORKER, BROWSER;

    void strike(KillableBrowser browser) {
      switch (this) {
        case TAB -> browser.killTabs();
        case WORKER -> browser.killWorkers();
        case BROWSER -> browser.killAll();
      }
    }
  }

  /** From when on its time counts; a move that is taken up again may be past some of them. */
  enum Moment {
    /** The page is open. */
    OPENED,
    /** The passwords are given, and what was agreed on is moved. */
    AT_WORK,
    /** The code from the mail is given. */
    CODE_GIVEN,
    /** The person has said yes to the change of the identity. */
    APPROVED
  }

  private static final long PATIENCE_SECONDS = 60;

  private final ScheduledExecutorService reaper;
  private final KillableBrowser browser;
  private final Death death;
  private final Moment moment;
  private final int delayMillis;
  private Future<?> strike;
  private volatile boolean isStruck;

  Blow(ScheduledExecutorService reaper, KillableBrowser browser, Death death, Moment moment, int delayMillis) {
    this.reaper = reaper;
    this.browser = browser;
    this.death = death;
    this.moment = moment;
    this.delayMillis = delayMillis;
  }

  /** One that never falls. */
  static Blow none() {
    return new Blow(null, null, null, null, 0);
  }

  Death death() {
    return death;
  }

  /** The move has come to this moment. */
  void reached(Moment reached) {
    if (strike != null || reached != moment) return;
    strike = reaper.schedule(this::strike, delayMillis, TimeUnit.MILLISECONDS);
  }

  private void strike() {
    isStruck = true;
    death.strike(browser);
  }

  /** Whether it has fallen, or is falling. */
  boolean isStruck() {
    return isStruck;
  }

  /** From now on it does not fall any more; one that is falling is waited for, so that it hits nothing that comes after. */
  void callOff() {
    if (strike == null || strike.cancel(false)) return;
    try {
      strike.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the blow went wrong: " + this, e);
    }
  }

  @Override
  public String toString() {
    return death + " " + delayMillis + " ms after " + moment;
  }
}
