package portage.metrics;

import java.util.List;

/**
 * What went over the network.
 *
 * @param received what came from the source
 * @param sent what the target has answered for; it answers for whole files, so this comes in leaps
 * @param retries requests that were made again after a failure
 * @param waitedMillis how long transfers waited for their next try or were paused, each counted for itself
 */
public record NetworkStats(Flow received, Flow sent, long retries, long waitedMillis) {
  /**
   * One direction.
   *
   * @param totalBytes as unpacked by the browser
   * @param perSecond bytes a second, over the last five seconds
   * @param peakPerSecond the highest {@code perSecond} so far
   * @param bytesPerBucket the last minute in buckets of {@link #BUCKET_MILLIS}, the oldest first; whole buckets only
   */
  public record Flow(long totalBytes, long perSecond, long peakPerSecond, List<Long> bytesPerBucket) {
    /** How long one bucket is. */
    public static final int BUCKET_MILLIS = RateMeter.BUCKET_MILLIS;

    public Flow {
      bytesPerBucket = List.copyOf(bytesPerBucket);
    }
  }
}
