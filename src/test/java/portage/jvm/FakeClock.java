package portage.jvm;

import java.util.ArrayList;
import java.util.List;
import portage.net.Clock;

/** Time that passes only when somebody sleeps or a test says so. */
public final class FakeClock implements Clock {
  private long now;
  private final List<Long> naps = new ArrayList<>();
  private Runnable duringSleep = () -> {};
  private int minutesAheadOfUtc;

  public FakeClock(long startMillis) {
    now = startMillis;
  }

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public void sleep(long millis) {
    synchronized (this) {
      if (millis < 0) {
        throw new IllegalArgumentException("sleep of " + millis);
      }
      naps.add(millis);
      now += millis;
    }
    duringSleep.run();
  }

  @Override
  public int minutesAheadOfUtc(long atMillis) {
    return minutesAheadOfUtc;
  }

  /** Hangs on a wall that many minutes ahead of UTC. */
  public void hangsAheadOfUtc(int minutes) {
    minutesAheadOfUtc = minutes;
  }

  /** Lets time pass. */
  public synchronized void pass(long millis) {
    now += millis;
  }

  /** Runs at the end of every sleep: what else happens in the meantime. */
  public void duringSleep(Runnable body) {
    duringSleep = body;
  }

  /** How long was slept since the last call, in all. */
  public synchronized long takeSlept() {
    long sum = naps.stream().mapToLong(Long::longValue).sum();
    naps.clear();
    return sum;
  }
}
