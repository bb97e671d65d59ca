package portage.net;

/**
 * How long a body of known size may take to be sent before its connection counts as dead: a browser tells nothing of how
 * far it is. By a floor of rate, which follows what earlier bodies to the same server took; after one that was given up the
 * lowest floor holds again, so that a line that became slow is not given up twice. One for each server. Plain arithmetic.
 */
public final class SendAllowance {
  /** 128 kbit/s. Servers that end every request after 300 s take no more than 5 MB at that rate. */
  private static final long FLOOR_BYTES_PER_SECOND = 16 << 10;

  /** A body may be so much slower than the last: others may have begun to share the line. */
  private static final int SLOWER = 16;

  /** What is sent of a body that still arrives and is not at the server yet: the browser's and the system's buffers. */
  public static final long BUFFERED_BYTES = 2 << 20;

  /** Smaller bodies are more about the round trip than about the line. */
  private static final long TELLING_BYTES = 128 << 10;

  private double bytesPerSecond;

  /** Milliseconds that {@code sizeBytes} may take. */
  public synchronized long millis(long sizeBytes) {
    return (long) (sizeBytes * 1000.0 / Math.max(FLOOR_BYTES_PER_SECOND, bytesPerSecond / SLOWER));
  }

  /** A body was sent and answered within {@code millis}, the server's own time included. */
  public synchronized void sent(long sizeBytes, double millis) {
    if (sizeBytes >= TELLING_BYTES && millis > 0) {
      bytesPerSecond = sizeBytes * 1000 / millis;
    }
  }

  /** A body was given up. */
  public synchronized void gaveUp() {
    bytesPerSecond = 0;
  }
}
