package portage.metrics;

/**
 * Bytes of accounts that are held in memory, in windows and buffers; not what the browser itself needs.
 *
 * @param heldBytes now
 * @param peakBytes the most so far
 * @param limitBytes how many the chosen settings allow
 */
public record MemoryStats(long heldBytes, long peakBytes, long limitBytes) {
  /** Share of the limit that is in use, from 0 to 1. */
  public double pressure() {
    return Math.min(1, (double) heldBytes / limitBytes);
  }
}
