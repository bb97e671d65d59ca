package portage.migration;

import portage.transfer.BlobItem;
import portage.transfer.Slots;

/** Whether a blob goes to the target while it arrives, or is kept first and sent then. */
final class LiveChoice {
  /** Smaller blobs gain nothing from going straight through: they are in storage before a second request has begun. */
  private static final long LIVE_FROM_BYTES = 1 << 20;

  /**
   * A server that keeps blobs elsewhere may give one upload 20 s, paced by us ({@code PDS_BLOBSTORE_S3_UPLOAD_TIMEOUT_MS}
   * of the reference server); half of that leaves room for a line that becomes slower.
   */
  private static final double LIVE_SECONDS = 10;

  /** What may go straight through while nobody knows how fast the source is. */
  private static final long LIVE_UNKNOWN_BYTES = 16 << 20;

  private final BlobMover mover;
  private final BlobQueues queues;
  private final UploadGate gate;
  private final Slots downloads;

  LiveChoice(BlobMover mover, BlobQueues queues, UploadGate gate, Slots downloads) {
    this.mover = mover;
    this.queues = queues;
    this.gate = gate;
    this.downloads = downloads;
  }

  boolean suits(BlobItem blob) {
    long sizeBytes = blob.claimedBytes();
    return sizeBytes >= LIVE_FROM_BYTES
        && !gate.isShut()
        && queues.isWanted(blob)
        && isFastEnough(sizeBytes)
        && mover.target().takesLiveBodies();
  }

  /** By what the pool did at best, or by how the last item came; a source of which nothing is known is not taken to be slow. */
  private boolean isFastEnough(long sizeBytes) {
    double bytesPerSecond = Math.max(downloads.bytesPerSecond(), mover.bytesPerSecond());
    return bytesPerSecond == 0 ? sizeBytes <= LIVE_UNKNOWN_BYTES : sizeBytes <= LIVE_SECONDS * bytesPerSecond;
  }
}
