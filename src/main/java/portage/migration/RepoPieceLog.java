package portage.migration;

import java.util.HashMap;
import java.util.Map;

/** What the journal says of the pieces in which one repo is sent. */
public final class RepoPieceLog {
  private final Map<String, Long> recordsByRoot = new HashMap<>();
  private long landedRecords;
  private long lastPieceRecords;
  private int landedPieces;

  void begun(String root, long records) {
    recordsByRoot.put(root, records);
  }

  void landed(long records) {
    if (records > landedRecords) {
      landedPieces++;
      lastPieceRecords = records - landedRecords;
    }
    landedRecords = records;
  }

  /** True before the first piece was sent. */
  public boolean isEmpty() {
    return recordsByRoot.isEmpty();
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
