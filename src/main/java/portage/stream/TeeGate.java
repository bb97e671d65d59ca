package portage.stream;

import java.util.function.LongConsumer;

/**
 * How far the faster branch of a tee may run ahead of the slower one.
 *
 * <p>{@code ReadableStream.tee()} reads on while either branch wants data and queues the rest without limit (WHATWG
 * Streams, ReadableStreamDefaultTee), so that a slow upload would hold a whole repo in memory. The gate stands before the
 * tee and lets a chunk through only while the slower branch is less than {@code windowBytes} behind: in flight is never
 * more than the window plus one chunk. Plain arithmetic, no browser: the JVM tests it, the adapter obeys it.
 */
public final class TeeGate {
  /** The two readers of a tee. */
  public enum Branch { STORAGE, UPLOAD }

  private final long windowBytes;
  private final long[] consumedBytes = new long[Branch.values().length];
  private final LongConsumer inFlightChanged;
  private long handedOutBytes;
  private long toldBytes;

  /** {@code windowBytes} is at least 1. */
  public TeeGate(long windowBytes) {
    this(windowBytes, change -> {});
  }

  /**
   * A gate that tells by how many bytes {@link #inFlightBytes} changes.
   *
   * @param inFlightChanged gets a number above or below 0; must not wait for anything
   */
  public TeeGate(long windowBytes, LongConsumer inFlightChanged) {
    if (windowBytes < 1) {
      throw new IllegalArgumentException("window of " + windowBytes + " bytes");
    }
    this.windowBytes = windowBytes;
    this.inFlightChanged = inFlightChanged;
  }

  /** True while another chunk may be handed out. */
  public boolean isOpen() {
    return inFlightBytes() < windowBytes;
  }

  /** Bytes handed out that the slower branch has not finished with; 0 when both gave up. */
  public long inFlightBytes() {
    return Math.max(0, handedOutBytes - Math.min(consumedBytes[0], consumedBytes[1]));
  }

  /** A chunk of {@code bytes} went into the tee. */
  public void handedOut(long bytes) {
    handedOutBytes += bytes;
    tellChange();
  }

  /** {@code branch} is done with {@code bytes} more. */
  public void consumed(Branch branch, long bytes) {
    if (consumedBytes[branch.ordinal()] != Long.MAX_VALUE) {
      consumedBytes[branch.ordinal()] += bytes;
      tellChange();
    }
  }

  /** A branch that gave up no longer holds the other one back. */
  public void abandoned(Branch branch) {
    consumedBytes[branch.ordinal()] = Long.MAX_VALUE;
    tellChange();
  }

  private void tellChange() {
    long change = inFlightBytes() - toldBytes;
    if (change != 0) {
      toldBytes += change;
      inFlightChanged.accept(change);
    }
  }
}
