package portage.transfer;

/**
 * How many transfers of one kind should run at once: at first twice as many while that brings many more bytes a second, then
 * one more while that brings more, one fewer when the last one more brought less, half as many when a server asks for fewer,
 * fails or falls silent. Plain arithmetic.
 *
 * <p>Only trouble takes it below where it starts: rates of small files vary so much that it would wander there by chance.
 *
 * <p>It looks at rounds of as many finished transfers as may run at once, so that each has had its turn.
 */
public final class ConcurrencyClimb {
  /** Where it starts: what browsers' six connections per host over HTTP/1.1 leave room for in any case. */
  public static final int START = 4;

  /** What twice as many must bring to be worth it. */
  private static final double MUCH_BETTER = 1.25;

  private static final double BETTER = 1.05;
  private static final double WORSE = 0.95;
  /** Trouble within this time of the last is the same trouble. */
  private static final long SAME_TROUBLE_MILLIS = 2_000;

  private final int most;
  private int allowed;
  private long roundBegunMillis;
  private long roundBytes;
  private int roundCount;
  private double lastRate;
  private double bestRate;
  private int lastStep = 1;
  /** Still looking for the order of magnitude: on a line with a long round trip, small files need many at once. */
  private boolean doubling = true;
  /** Where it starts, or where trouble left it. */
  private int floor;
  private long troubledMillis = Long.MIN_VALUE / 2;

  /** {@code most} is at least 1. */
  public ConcurrencyClimb(int most, long nowMillis) {
    if (most < 1) {
      throw new IllegalArgumentException("at most " + most + " transfers");
    }
    this.most = most;
    this.allowed = Math.min(START, most);
    this.floor = allowed;
    this.roundBegunMillis = nowMillis;
  }

  /** From 1 to the most. */
  public int allowed() {
    return allowed;
  }

  /** Bytes a second of all transfers together in the best round since there was trouble; 0 before there was one. */
  public double bytesPerSecond() {
    return bestRate;
  }

  /** A transfer of {@code bytes} ended well. */
  public void finished(long bytes, long nowMillis) {
    roundBytes += bytes;
    roundCount++;
    long elapsed = nowMillis - roundBegunMillis;
    if (roundCount < allowed || elapsed <= 0) {
      return;
    }
    double rate = roundBytes * 1000.0 / elapsed;
    bestRate = Math.max(bestRate, rate);
    if (doubling) {
      doubleOrTurnBack(rate);
    } else if (lastRate == 0 || rate >= lastRate * BETTER) {
      step(lastRate == 0 ? 1 : lastStep);
    } else if (rate < lastRate * WORSE) {
      step(-lastStep);
    }
    lastRate = rate;
    beginRound(nowMillis);
  }

  private void doubleOrTurnBack(double newRate) {
    if (lastRate == 0 || newRate >= lastRate * MUCH_BETTER) {
      int before = allowed;
      step(allowed);
      doubling = allowed > before;
    } else {
      // One more, where there was no room for twice as many, needs only not to harm.
      step(lastStep > 1 || newRate < lastRate * WORSE ? -lastStep : 0);
      doubling = false;
    }
    if (!doubling) {
      lastStep = 1;
    }
  }

  private void step(int by) {
    int before = allowed;
    allowed = Math.max(floor, Math.min(most, allowed + by));
    // At either end the only way is back.
    lastStep = allowed == floor ? 1 : allowed == before ? by : allowed - before;
  }

  /** A server answered 429 or 5xx, or fell silent. */
  public void troubled(long nowMillis) {
    if (nowMillis - troubledMillis >= SAME_TROUBLE_MILLIS || nowMillis < troubledMillis) {
      troubledMillis = nowMillis;
      allowed = Math.max(1, allowed / 2);
      floor = allowed;
      lastRate = 0;
      bestRate = 0;
      lastStep = 1;
      doubling = false;
      beginRound(nowMillis);
    }
  }

  private void beginRound(long nowMillis) {
    roundBegunMillis = nowMillis;
    roundBytes = 0;
    roundCount = 0;
  }
}
