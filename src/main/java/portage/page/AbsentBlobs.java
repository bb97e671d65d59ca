package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.archive.AbsentBlob;

/** Tells which pictures and videos a backup lacks, and why. */
final class AbsentBlobs {
  /** A longer list is folded away. */
  private static final int MOST_UNFOLDED = 12;

  private AbsentBlobs() {}

  /** Whether a backup has just been made, when its server is to blame, or an old file is looked into. */
  enum Told {
    WHEN_MADE(BackupText.MISSING, "REASON_"),
    WHEN_CHECKED(BackupText.CHECK_MISSING, "CHECK_REASON_");

    private final BackupText count;
    private final String reasons;

    Told(BackupText count, String reasons) {
      this.count = count;
      this.reasons = reasons;
    }
  }

  /** What the records use and the file does not hold. */
  static List<Block> blocks(List<AbsentBlob> missing, Told told) {
    if (missing.isEmpty()) {
      return List.of(new Block.Text(BackupText.MISSING_NONE.toString(), Block.Tone.SUCCESS));
    }
    List<String> rows = new ArrayList<>();
    for (AbsentBlob blob : missing) {
      rows.add(
          BackupText.MISSING_ROW.with(
              blob.cid(), users(blob), BackupText.valueOf(told.reasons + blob.reason().name()).toString()));
    }
    String count = Numbers.count(missing.size());
    Block list = new Block.Items(rows, Block.Tone.WARNING);
    return List.of(
        new Block.Text(told.count.with(count), Block.Tone.WARNING),
        rows.size() <= MOST_UNFOLDED ? list : Block.Disclosure.of(Text.REPAIR_LIST.with(count), list));
  }

  private static String users(AbsentBlob blob) {
    long more = blob.records().size() - 1 + blob.moreRecords();
    String first = blob.records().isEmpty() ? Text.UNKNOWN.toString() : blob.records().get(0);
    return more <= 0 ? first : BackupText.MISSING_MORE.with(first, Numbers.count(more));
  }
}
