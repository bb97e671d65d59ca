package portage.metrics;

/**
 * What was counted so far.
 *
 * @param keptBytes written to local storage
 * @param verificationMillis computing time that the checks took; longer than a share of the wall time where several run
 *     at once
 * @param packingMillis time that was waited for deflate
 * @param liveCount files that reached the target while they were still arriving here
 * @param storedCount files that were sent from the kept copy
 * @param elapsedMillis since counting began
 */
public record StreamingMetrics(
    NetworkStats network,
    MemoryStats memory,
    ErrorStats errors,
    long keptBytes,
    long verificationMillis,
    long packingMillis,
    long liveCount,
    long storedCount,
    long elapsedMillis) {
  /** Bytes that came from the source. */
  public long receivedBytes() {
    return network.received().totalBytes();
  }

  /** Bytes that the target has answered for. */
  public long sentBytes() {
    return network.sent().totalBytes();
  }
}
