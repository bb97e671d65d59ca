package portage.metrics;

/** Counts what the pipeline really did. Only ever told by the code that moves the bytes. */
public final class MetricsCollector {
  private long receivedBytes;
  private long sentBytes;

  /** {@code bytes} more arrived from the source. */
  public void received(long bytes) {
    receivedBytes += bytes;
  }

  /** The target answered that it holds {@code bytes} more. */
  public void sent(long bytes) {
    sentBytes += bytes;
  }

  public StreamingMetrics snapshot() {
    return new StreamingMetrics(receivedBytes, sentBytes);
  }
}
