package portage.transfer;

import portage.repo.RepoPiece;

/**
 * How large the next piece of a repo is to be: small enough that the target is done with it in some two seconds, because the
 * reference server answers nobody else meanwhile, and below whatever limit the target has shown.
 *
 * <p>Measured with @atproto/pds 0.5.35: see {@code sandbox/README.md}, "Imports".
 */
public final class PieceSize {
  /** A piece is to take so long, in milliseconds, from its first byte to the answer. */
  private static final long WANTED_MILLIS = 2_000;

  private static final long FIRST_RECORDS = 5_000;
  private static final long LEAST_RECORDS = 2_000;
  private static final long MOST_RECORDS = 20_000;

  /** It is built in memory, packed beside. */
  private static final long MOST_BYTES = 8 << 20;

  private long records;
  private long bytes = MOST_BYTES;
  private long recordLimit = MOST_RECORDS;

  /**
   * @param earlierRecords what a piece brought before a reload; 0 when there was none
   * @param tooLargeBytes what the target did not take before
   */
  public PieceSize(long earlierRecords, long tooLargeBytes) {
    records = earlierRecords > 0 ? Math.min(earlierRecords, MOST_RECORDS) : FIRST_RECORDS;
    if (tooLargeBytes / 2 < bytes) {
      tooLarge(tooLargeBytes);
    }
  }

  public long records() {
    return records;
  }

  public long bytes() {
    return bytes;
  }

  /** A piece was taken in after {@code millis}. */
  public void took(RepoPiece piece, long millis) {
    // One that was short for another reason, its bytes or the end of the repo, tells too little to grow by.
    long measured = Math.max(piece.records(), 1) * WANTED_MILLIS / Math.max(millis, 1);
    long next = Math.max(records / 2, Math.min(records * 2, measured));
    if (piece.records() < records) {
      next = Math.min(next, records);
    }
    records = Math.min(recordLimit, Math.max(LEAST_RECORDS, next));
  }

  /** So much is more than the target takes at once: from here on, at most half of it. */
  public void tooLarge(long sizeBytes) {
    // Of the lesser: what a piece has beyond its records, the edge of the tree, does not shrink.
    bytes = Math.max(1, Math.min(bytes, sizeBytes) / 2);
  }

  /** A connection broke within a piece, perhaps because something on the way breaks off what is too large. */
  public void broke(RepoPiece piece) {
    records = Math.max(1, Math.min(records, piece.records()) / 2);
  }

  /** A piece was not answered in time: from here on, at most half of it. */
  public void tooSlow(RepoPiece piece) {
    recordLimit = Math.max(1, Math.min(recordLimit, piece.records()) / 2);
    records = Math.min(records, recordLimit);
  }
}
