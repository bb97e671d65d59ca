package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import portage.archive.BackupProblem;
import portage.archive.BackupReport;
import portage.archive.CheckProgress;
import portage.archive.Manifest;
import portage.error.StreamingException;

/** The screens on which a backup is checked. Whatever stands in the file may be a stranger's. */
final class CheckScreens {
  static final String CHECK = "check-backup";
  static final String START = "check";
  static final String FILE = "file";

  /** Rows of a table, and problems, that are shown. */
  private static final int MOST_ROWS = 40;

  private final Frame frame;

  CheckScreens(Frame frame) {
    this.frame = frame;
  }

  /** The button that leads here. */
  static Button offer() {
    return Button.secondary(CHECK, BackupText.OFFER_CHECK.toString());
  }

  /** Asks for the file; {@code error}: what is wrong with the field, or empty. */
  View choose(StreamingException problemOrNull, String error) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.BACKUP, ""));
    }
    Field file =
        Field.file(FILE, BackupText.CHECK_FILE_LABEL.toString())
            .withHint(BackupText.CHECK_FILE_HINT.toString())
            .asRequired()
            .withError(error);
    blocks.add(
        new Block.Form(
            "check",
            List.of(file),
            Button.primary(START, BackupText.CHECK_START.toString()),
            List.of(Button.secondary(Dialogue.BACK, Text.BACK.toString()))));
    blocks.add(new Block.Text(BackupText.CHECK_ASKS.toString()));
    View view = View.of("check", BackupText.CHECK_TITLE.toString()).withLead(BackupText.CHECK_LEAD.toString());
    return frame.alone(view.withBlocks(blocks));
  }

  View working(CheckProgress progress) {
    long expected = progress.expectedBytes();
    String detail =
        expected == 0
            ? ""
            : BackupText.CHECKING.with(Numbers.bytes(progress.checkedBytes()), Numbers.bytes(expected));
    View view =
        View.of(
                "checking",
                BackupText.CHECKING_TITLE.toString(),
                new Block.Progress(
                    "check",
                    BackupText.CHECKING_BAR.toString(),
                    progress.checkedBytes(),
                    expected == 0 ? OptionalLong.empty() : OptionalLong.of(expected),
                    detail,
                    Block.Progress.State.RUNNING,
                    Text.STATE_RUNNING.toString()),
                Block.Buttons.of(Button.secondary(Dialogue.CANCEL, BackupText.CHECK_STOP.toString())))
            .withLead(BackupText.CHECKING_LEAD.toString())
            .withBusy(true);
    return frame.alone(view);
  }

  /** What was found. */
  View result(BackupReport report, List<Block.Pictures.Picture> pictures) {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(seen(report));
    blocks.addAll(problems(report));
    if (report.repoOrNull() != null) {
      blocks.addAll(AbsentBlobs.blocks(report.missing(), AbsentBlobs.Told.WHEN_CHECKED));
    }
    blocks.addAll(inside(report));
    if (!pictures.isEmpty()) {
      blocks.add(new Block.Heading(BackupText.PICTURES.toString()));
      blocks.add(new Block.Pictures(pictures));
      blocks.add(new Block.Text(BackupText.PICTURES_NOTE.toString()));
    }
    blocks.add(
        Block.Buttons.of(
            Button.primary(CHECK, BackupText.CHECK_ANOTHER.toString()),
            Button.secondary(Dialogue.BACK, Text.BACK.toString())));
    String verdict = "VERDICT_" + report.verdict().name();
    View view =
        View.of("check-result", BackupText.valueOf(verdict + "_TITLE").toString())
            .withLead(BackupText.valueOf(verdict).toString());
    return frame.alone(view.withBlocks(blocks));
  }

  private static List<Block> seen(BackupReport report) {
    if (report.verdict() == BackupReport.Verdict.NOT_AT_ALL) {
      return List.of();
    }
    List<String> seen = new ArrayList<>();
    if (report.problemCount() == 0) {
      seen.add(BackupText.SEEN_EACH.toString());
    }
    seen.add(BackupText.SEEN_SIGNED.toString());
    seen.add(BackupText.valueOf("LIVE_" + report.liveKey().name()).toString());
    return List.of(new Block.Items(seen, Block.Tone.SUCCESS));
  }

  private static List<Block> problems(BackupReport report) {
    if (report.problemCount() == 0) {
      return List.of();
    }
    List<String> rows = new ArrayList<>();
    for (BackupProblem problem : report.problems()) {
      if (rows.size() < MOST_ROWS) {
        String text = BackupText.valueOf("PROBLEM_" + problem.kind().name()).toString();
        rows.add(Template.fill(text, problem.subject()));
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(BackupText.PROBLEMS_HEADING.toString()));
    blocks.add(new Block.Items(rows, Block.Tone.WARNING));
    if (report.problemCount() > rows.size()) {
      blocks.add(new Block.Text(BackupText.PROBLEMS_MORE.with(Numbers.count(report.problemCount() - rows.size()))));
    }
    return blocks;
  }

  private static List<Block> inside(BackupReport report) {
    Manifest manifest = report.manifest();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(BackupText.INSIDE_HEADING.toString()));
    blocks.add(
        Block.Facts.of(
            row(BackupText.FACT_ACCOUNT, manifest.handleOrNull() == null ? Text.UNKNOWN.toString() : manifest.handleOrNull()),
            Block.Facts.Row.mono(BackupText.FACT_DID.toString(), manifest.did().toString()),
            row(BackupText.FACT_SERVER, manifest.pds()),
            row(BackupText.FACT_MADE, Numbers.utc(manifest.createdAtMillis())),
            Block.Facts.Row.mono(BackupText.FACT_COMMIT.toString(), manifest.root().toString()),
            row(BackupText.FACT_PREFERENCES, BackupScreens.words(manifest.preferences()))));
    if (report.repoOrNull() != null) {
      blocks.add(Block.Disclosure.of(BackupText.COLLECTIONS.toString(), collections(report.repoOrNull().collectionCounts())));
      blocks.add(Block.Disclosure.of(BackupText.TYPES.toString(), types(report.blobsByType())));
    }
    return blocks;
  }

  private static Block.Facts.Row row(BackupText label, String value) {
    return new Block.Facts.Row(label.toString(), value);
  }

  private static Block collections(Map<String, Integer> counts) {
    List<Block.Facts.Row> rows = new ArrayList<>();
    long others = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      if (rows.size() < MOST_ROWS) {
        rows.add(new Block.Facts.Row(Shown.of(each.getKey()), Numbers.count(each.getValue())));
      } else {
        others += each.getValue();
      }
    }
    if (others > 0) {
      rows.add(row(BackupText.OTHERS, Numbers.count(others)));
    }
    return new Block.Facts(rows);
  }

  private static Block types(Map<String, BackupReport.Sum> sums) {
    if (sums.isEmpty()) {
      return new Block.Text(BackupText.TYPES_NONE.toString());
    }
    List<Block.Facts.Row> rows = new ArrayList<>();
    BackupReport.Sum others = new BackupReport.Sum(0, 0);
    for (Map.Entry<String, BackupReport.Sum> each : sums.entrySet()) {
      if (rows.size() < MOST_ROWS) {
        rows.add(new Block.Facts.Row(Shown.of(each.getKey()), words(each.getValue())));
      } else {
        BackupReport.Sum one = each.getValue();
        others = new BackupReport.Sum(others.count() + one.count(), others.sizeBytes() + one.sizeBytes());
      }
    }
    if (others.count() > 0) {
      rows.add(row(BackupText.OTHERS, words(others)));
    }
    return new Block.Facts(rows);
  }

  private static String words(BackupReport.Sum sum) {
    return BackupText.BLOBS_TOTAL.with(Numbers.count(sum.count()), Numbers.bytes(sum.sizeBytes()));
  }
}
