package portage.metrics;

/** Counts what the pipeline really did. Only ever told by the code that moves the bytes. */
public final class MetricsCollector {
  private final Runnable changed;
  private long receivedBytes;
  private long sentBytes;

  /** {@code changed} is told after each count; it must not wait for anything. */
  public MetricsCollector(Runnable changed) {
    this.changed = changed;
  }

  /** {@code bytes} more arrived from the source. */
  public void received(long bytes) {
    receivedBytes += bytes;
    changed.run();
  }

  /** The target answered that it holds {@code bytes} more. */
  public void sent(long bytes) {
    sentBytes += bytes;
    changed.run();
  }

  public StreamingMetrics snapshot() {
    return new StreamingMetrics(receivedBytes, sentBytes);
  }
}
