package portage.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of the last minute, second by second. The rate is what came in the last five whole seconds and the one that
 * is not over yet, divided by that time; it is averaged because a server answers for whole files, not for each byte.
 */
final class RateMeter {
  /** Length of one bucket, in milliseconds. */
  static final int BUCKET_MILLIS = 1000;

  /** Whole buckets that are kept. */
  static final int BUCKETS = 60;

  private static final int RATE_BUCKETS = 5;

  /** One more than are kept whole: the one that is being filled. */
  private final long[] bytes = new long[BUCKETS + 1];
  private final long startMillis;
  private long latestMillis;
  /** Which second since the start is being filled. */
  private long current;
  private long peakPerSecond;

  RateMeter(long startMillis) {
    this.startMillis = startMillis;
    latestMillis = startMillis;
  }

  void add(long nowMillis, long count) {
    turnTo(nowMillis);
    bytes[slot(current)] += count;
    peakPerSecond = Math.max(peakPerSecond, perSecond(nowMillis));
  }

  /** Bytes per second, now. */
  long perSecond(long nowMillis) {
    turnTo(nowMillis);
    long sum = 0;
    long first = Math.max(0, current - RATE_BUCKETS);
    for (long second = first; second <= current; second++) {
      sum += bytes[slot(second)];
    }
    // What arrives right after the start must not count as a rate beyond what one second could show.
    long millis = Math.max(BUCKET_MILLIS, latestMillis - startMillis - first * BUCKET_MILLIS);
    return sum * 1000 / millis;
  }

  /** The highest rate there was. */
  long peakPerSecond() {
    return peakPerSecond;
  }

  /** Bytes of each of the last whole seconds, the oldest first; fewer than {@link #BUCKETS} in the first minute. */
  List<Long> history(long nowMillis) {
    turnTo(nowMillis);
    List<Long> whole = new ArrayList<>();
    for (long second = Math.max(0, current - BUCKETS); second < current; second++) {
      whole.add(bytes[slot(second)]);
    }
    return whole;
  }

  /** A clock that was set back makes a long second, never a negative one; one that leaps leaves empty seconds. */
  private void turnTo(long nowMillis) {
    latestMillis = Math.max(latestMillis, nowMillis);
    long wanted = (latestMillis - startMillis) / BUCKET_MILLIS;
    if (wanted - current > bytes.length) {
      current = wanted - bytes.length;
    }
    while (current < wanted) {
      current++;
      bytes[slot(current)] = 0;
    }
  }

  private int slot(long second) {
    return (int) (second % bytes.length);
  }
}
