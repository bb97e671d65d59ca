package portage.migration;

import java.util.HashMap;
import java.util.Map;

/** What the journal says of the pieces in which one repo is sent. */
public final class RepoPieceLog {
  private final Map<String, Long> recordsByRoot = new HashMap<>();
  private long landedRecords;
  private long lastPieceRecords;
  private int landedPieces;
  private long tooLargeBytes = Long.MAX_VALUE;
  private boolean refused;

  /** That of another repo on its way to the same target, which still takes no more at once. */
  RepoPieceLog ofNextRepo() {
    RepoPieceLog next = new RepoPieceLog();
    next.tooLargeBytes = tooLargeBytes;
    return next;
  }

  void begun(String root, long records) {
    recordsByRoot.put(root, records);
    refused = false;
  }

  void tooLarge(long sizeBytes) {
    tooLargeBytes = Math.min(tooLargeBytes, sizeBytes);
  }

  void refused() {
    refused = true;
  }

  void landed(long records) {
    if (records > landedRecords) {
      landedPieces++;
      lastPieceRecords = records - landedRecords;
    }
    landedRecords = records;
  }

  /** True when the repo is on its way in pieces, or has arrived so. */
  public boolean isInUse() {
    return !recordsByRoot.isEmpty() && !refused;
  }

  /** True when the target did not want the last piece. */
  boolean isRefused() {
    return refused;
  }

  /** The least size that the target did not take at once; the largest number when it took everything so far. */
  long tooLargeBytes() {
    return tooLargeBytes;
  }

  /** How many records a target with that head holds; 0 when no piece leaves it so. */
  long recordsAt(String head) {
    return recordsByRoot.getOrDefault(head, 0L);
  }

  /** Pieces that the target took in, each counted once. */
  public int landedPieces() {
    return landedPieces;
  }

  /** Records that the target holds, by its answers. */
  public long landedRecords() {
    return landedRecords;
  }

  /** How many records came with the last piece that the target took in; 0 before the first. */
  long lastPieceRecords() {
    return lastPieceRecords;
  }
}
