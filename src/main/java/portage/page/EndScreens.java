package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.metrics.StreamingMetrics;
import portage.migration.LateWrite;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.RepoSummary;
import portage.migration.Verification;

/** The screens where a move ends, well or not, or pauses. */
final class EndScreens {
  static final String FINISH = "finish";
  static final String START_OVER = "start-over";
  static final String AGAIN = "again";
  static final String OTHER_TAB = "other-tab";

  /** A longer list is folded away. */
  private static final int MOST_UNFOLDED = 12;

  private final Frame frame;

  EndScreens(Frame frame) {
    this.frame = frame;
  }

  View done(MigrationState state, StreamingMetrics metrics, Verification verification) {
    MigrationPlan plan = state.plan();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(Text.DONE_SEEN_HEADING.toString()));
    List<Block.Facts.Row> rows = new ArrayList<>();
    for (Verification.Finding finding : verification.findings()) {
      rows.add(
          new Block.Facts.Row(Text.valueOf("CHECK_" + finding.check().name()).toString(), outcome(finding)));
    }
    blocks.add(new Block.Facts(rows));
    blocks.addAll(late(plan, verification.lateWrites()));
    blocks.addAll(totals(state, metrics));
    blocks.add(new Block.Heading(Text.DONE_NEXT_HEADING.toString()));
    String source = plan.source().pds().host();
    blocks.add(
        new Block.Items(
            List.of(
                Text.DONE_NEXT_SIGN_IN.with(plan.targetHandle(), plan.target().host()),
                Text.DONE_NEXT_EMAIL.toString(),
                Text.DONE_NEXT_APP_PASSWORDS.toString(),
                RestoreText.DONE_NEXT_KEEP.orUsual(state, Text.DONE_NEXT_KEEP, source),
                Text.DONE_NEXT_CACHE.toString())));
    List<Button> buttons = new ArrayList<>();
    buttons.add(Button.primary(FINISH, Text.DONE_FINISH.toString()));
    if (!state.blobProblems().isEmpty()) {
      blocks.add(new Block.Text(Text.REPAIR_OFFER_DONE.toString(), Block.Tone.NOTE));
      buttons.add(RepairScreens.offer());
    }
    blocks.add(new Block.Buttons(buttons));
    View view =
        View.of("done", Text.DONE_TITLE.toString())
            .withLead(Text.DONE_LEAD.with(plan.targetHandle(), plan.target().host()));
    return frame.around(Frame.Part.DONE, view.withBlocks(blocks));
  }

  /** What stayed behind, so that its person can do it again where the account lives now. */
  private static List<Block> late(MigrationPlan plan, List<LateWrite> writes) {
    if (writes.isEmpty()) {
      return List.of();
    }
    List<String> rows = new ArrayList<>();
    for (LateWrite write : writes) {
      Text row = Text.valueOf("LATE_" + write.kind().name());
      rows.add(
          write.words().isEmpty()
              ? row.with(write.path())
              : Text.LATE_WORDS.with(row.with(write.path()), write.words()));
    }
    String source = plan.source().pds().host();
    Block list = new Block.Items(rows, Block.Tone.WARNING);
    return List.of(
        new Block.Heading(Text.LATE_HEADING.with(source)),
        new Block.Text(Text.LATE_TEXT.with(source, plan.target().host()), Block.Tone.WARNING),
        writes.size() <= MOST_UNFOLDED ? list : Block.Disclosure.of(Text.LATE_FOLD.counting(writes.size()), list));
  }

  /** What was moved, by the journal; how it went, by what was counted since the move was last carried on. */
  private List<Block> totals(MigrationState state, StreamingMetrics metrics) {
    List<Block.Facts.Row> rows = new ArrayList<>();
    RepoSummary repo = state.repo();
    if (repo != null) {
      rows.add(
          Meter.row(
              Text.FACT_RECORDS,
              Text.TOTAL_RECORDS.with(Numbers.count(repo.recordCount()), Numbers.bytes(repo.sizeBytes()))));
    }
    // A browser that lost its notes does not know what it moved before that.
    if (repo != null || state.movedBlobCount() > 0) {
      rows.add(
          Meter.row(
              Text.FACT_BLOBS,
              Text.TOTAL_BLOBS.with(Numbers.count(state.movedBlobCount()), Numbers.bytes(state.movedBlobBytes()))));
    }
    rows.add(Meter.path(metrics));
    return List.of(
        new Block.Heading(Text.DONE_TOTALS_HEADING.toString()),
        new Block.Facts(rows),
        Meter.details(metrics, state.profile(), frame.storage()));
  }

  private static String outcome(Verification.Finding finding) {
    if (finding.check() == Verification.Check.NO_BLOB_MISSING) {
      return finding.detail();
    }
    return switch (finding.outcome()) {
      case AS_IT_SHOULD_BE -> Text.OUTCOME_YES.toString();
      case WRONG -> Text.OUTCOME_NO.toString();
      case LEFT_BEHIND -> Text.OUTCOME_LEFT_BEHIND.toString();
      case UNANSWERED -> Text.OUTCOME_UNANSWERED.toString();
      case NOT_YET ->
          finding.check() == Verification.Check.SAME_RECORDS
              ? Text.OUTCOME_MORE.toString()
              : Text.OUTCOME_NOT_YET.toString();
    };
  }

  View finished(MigrationPlan plan) {
    View view =
        View.of(
                "finished",
                Text.FINISHED_TITLE.toString(),
                new Block.Text(Text.COUNT_STAYS.with(plan.target().host())),
                Block.Buttons.of(Button.secondary(START_OVER, Text.START_OVER.toString())))
            .withLead(Text.FINISHED_LEAD.toString());
    return frame.around(Frame.Part.DONE, view);
  }

  /** {@code state}: what it was when it was given up. */
  View cancelled(MigrationState state) {
    MigrationPlan planOrNull = state.plan();
    List<Block> blocks = new ArrayList<>(temporaryKey(state));
    if (planOrNull != null) {
      blocks.add(new Block.Text(Text.CANCELLED_TARGET.with(planOrNull.target().host())));
      blocks.add(new Block.Text(Text.COUNT_STAYS.with(planOrNull.target().host())));
    }
    blocks.add(Block.Buttons.of(Button.primary(START_OVER, Text.START_OVER.toString())));
    View view =
        View.of("cancelled", Text.CANCELLED_TITLE.toString())
            .withLead((state.hasTemporaryKey() ? Text.CANCELLED_LEAD_NOTES : Text.CANCELLED_LEAD).toString());
    return frame.around(Frame.Part.ACCOUNT, view.withBlocks(blocks));
  }

  /** What has changed all the same; empty unless the identity names a temporary key. */
  static List<Block> temporaryKey(MigrationState state) {
    return state.hasTemporaryKey()
        ? List.of(
            new Block.Text(
                RestoreText.STILL_TEMPORARY.with(state.plan().source().pds().host()), Block.Tone.WARNING))
        : List.of();
  }

  View stopped(MigrationState state, StreamingMetrics metrics, StreamingException failure) {
    ErrorText.Phase phase = ErrorText.Phase.of(state);
    List<Block> blocks =
        new ArrayList<>(Problems.blocks(failure, phase, culprit(state.plan(), failure)));
    blocks.add(Problems.report(failure));
    blocks.add(Meter.details(metrics, state.profile(), frame.storage(), Meter.path(metrics)));
    blocks.addAll(WayBack.buttons(state, Button.primary(AGAIN, Text.TRY_AGAIN.toString())));
    View view = View.of("stopped", Text.PROBLEM_TITLE.toString());
    return frame.around(Frame.Part.MOVE, view.withBlocks(blocks));
  }

  /** Whose fault it is where the failure itself does not name a server. */
  private static String culprit(MigrationPlan plan, StreamingException failure) {
    return switch (failure.code()) {
      case REPO_TRUNCATED, REPO_CORRUPT, REPO_OF_ANOTHER_ACCOUNT, REPO_SIGNATURE_INVALID, BLOB_CORRUPT ->
          plan.source().pds().host();
      case OPERATION_WRONG, NO_MAIL_ADDRESS -> plan.source().signIn().host();
      default -> plan.target().host();
    };
  }

  View otherTab() {
    View view =
        View.of(
                OTHER_TAB,
                Text.OTHER_TAB_TITLE.toString(),
                Block.Buttons.of(
                    Button.primary(AGAIN, Text.TRY_AGAIN.toString()),
                    Button.secondary(Dialogue.BACK, Text.BACK.toString())))
            .withLead(Text.OTHER_TAB_LEAD.toString());
    return frame.around(Frame.Part.ACCOUNT, view);
  }
}
