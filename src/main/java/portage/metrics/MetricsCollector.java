package portage.metrics;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.net.Clock;
import portage.net.RetryPolicy;

/**
 * Counts what the pipeline really did. Only ever told by the code that moves the bytes, from any thread; nothing here
 * waits.
 */
public final class MetricsCollector implements RetryPolicy.Listener, ComputingTime {
  private final Clock clock;
  private final long memoryLimitBytes;
  private final Runnable changed;
  private final long startMillis;
  private final RateMeter receivedRate;
  private final RateMeter sentRate;
  private final long[] retried = new long[ErrorCode.values().length];
  private final long[] recovered = new long[ErrorCode.values().length];
  private final long[] failed = new long[ErrorCode.values().length];
  private long receivedBytes;
  private long sentBytes;
  private long keptBytes;
  private long heldBytes;
  private long peakHeldBytes;
  private long retries;
  private long waitedMillis;
  private double verificationMillis;
  private double packingMillis;
  private long liveCount;
  private long storedCount;

  /**
   * @param memoryLimitBytes how many bytes may be held at once, at least 1
   * @param changed told after each count that is shown; it must not wait for anything
   */
  public MetricsCollector(Clock clock, long memoryLimitBytes, Runnable changed) {
    if (memoryLimitBytes < 1) {
      throw new IllegalArgumentException("limit of " + memoryLimitBytes + " bytes");
    }
    this.clock = clock;
    this.memoryLimitBytes = memoryLimitBytes;
    this.changed = changed;
    startMillis = clock.millis();
    receivedRate = new RateMeter(startMillis);
    sentRate = new RateMeter(startMillis);
  }

  /** {@code bytes} more arrived from the source. */
  public void received(long bytes) {
    synchronized (this) {
      receivedBytes += bytes;
      receivedRate.add(clock.millis(), bytes);
    }
    changed.run();
  }

  /** The target answered that it holds {@code bytes} more. */
  public void sent(long bytes) {
    synchronized (this) {
      sentBytes += bytes;
      sentRate.add(clock.millis(), bytes);
    }
    changed.run();
  }

  /** {@code bytes} were written to local storage. */
  public synchronized void kept(long bytes) {
    keptBytes += bytes;
  }

  /** {@code bytes} more are held in a window or a buffer; fewer when it is below 0. */
  public synchronized void holds(long bytes) {
    heldBytes += bytes;
    peakHeldBytes = Math.max(peakHeldBytes, heldBytes);
  }

  /** {@code bytes} that were held are no longer. */
  public void releases(long bytes) {
    holds(-bytes);
  }

  @Override
  public double now() {
    return clock.stopwatchMillis();
  }

  @Override
  public synchronized void verified(double millis) {
    verificationMillis += millis;
  }

  @Override
  public synchronized void packed(double millis) {
    packingMillis += millis;
  }

  @Override
  public void waited(long millis) {
    synchronized (this) {
      waitedMillis += millis;
    }
    changed.run();
  }

  @Override
  public void retried(ErrorCode code) {
    synchronized (this) {
      retries++;
      retried[code.ordinal()]++;
    }
    changed.run();
  }

  @Override
  public void recovered(ErrorCode code) {
    synchronized (this) {
      recovered[code.ordinal()]++;
    }
    changed.run();
  }

  /** Something failed for good: nothing made up for it. */
  public void failed(ErrorCode code) {
    synchronized (this) {
      failed[code.ordinal()]++;
    }
    changed.run();
  }

  /** A file reached the target while it was still arriving here. */
  public synchronized void wentLive() {
    liveCount++;
  }

  /** A file was sent from the kept copy. */
  public synchronized void wentStored() {
    storedCount++;
  }

  /** Everything as it is now. */
  public synchronized StreamingMetrics snapshot() {
    long now = clock.millis();
    return new StreamingMetrics(
        new NetworkStats(
            flow(receivedBytes, receivedRate, now), flow(sentBytes, sentRate, now), retries, waitedMillis),
        new MemoryStats(heldBytes, peakHeldBytes, memoryLimitBytes),
        errors(),
        keptBytes,
        (long) verificationMillis,
        (long) packingMillis,
        liveCount,
        storedCount,
        Math.max(0, now - startMillis));
  }

  private static NetworkStats.Flow flow(long totalBytes, RateMeter rate, long now) {
    return new NetworkStats.Flow(totalBytes, rate.perSecond(now), rate.peakPerSecond(), rate.history(now));
  }

  private ErrorStats errors() {
    List<ErrorStats.Count> counts = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      int i = code.ordinal();
      if (retried[i] + recovered[i] + failed[i] > 0) {
        counts.add(new ErrorStats.Count(code, retried[i], recovered[i], failed[i]));
      }
    }
    return new ErrorStats(counts);
  }
}
