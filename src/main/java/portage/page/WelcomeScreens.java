package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.migration.LostMove;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;

/** The first screens: which account, and what became of those that were begun here or elsewhere. */
final class WelcomeScreens {
  static final String RESUME = "resume:";
  static final String FORGET = "forget:";
  static final String FINISH_LOST = "finish-lost";
  static final String LEAVE_LOST = "leave-lost";
  static final String FORGET_NOTES = "forget-notes";

  private final Frame frame;

  WelcomeScreens(Frame frame) {
    this.frame = frame;
  }

  /** {@code begun}: moves to be carried on, and those that are over without their person having ended them. */
  View welcome(
      List<MigrationState> begun,
      List<ShelvedBackup> leftBackups,
      UserAction typedOrNull,
      StreamingException problemOrNull,
      ErrorText.Phase phase) {
    List<Block> blocks = new ArrayList<>(BackupScreens.left(leftBackups));
    for (MigrationState state : begun) {
      begun(blocks, state);
      if (!state.isFinished()) {
        resume(blocks, state.plan());
      }
    }
    if (begun.isEmpty()) {
      blocks.add(FirstForm.promises());
    }
    blocks.add(FirstForm.heading());
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, phase, ""));
    }
    Field account = FirstForm.account();
    Field server = FirstForm.server();
    if (typedOrNull != null) {
      account = account.withValue(typedOrNull.value("account"));
      server = server.withValue(typedOrNull.value("server"));
      if (typedOrNull.value("account").trim().isEmpty()) {
        account = account.withError(Text.FIELD_REQUIRED.toString());
      }
    }
    blocks.add(FirstForm.form(account, server, List.of(BackupScreens.offer(), RepairScreens.offer())));
    blocks.add(new Block.Text(Text.REPAIR_OFFER.toString()));
    blocks.add(new Block.Text(BackupText.OFFER_NOTE.toString()));
    blocks.add(new Block.Text(RestoreText.OFFER_NOTE.toString()));
    blocks.add(Block.Buttons.of(CheckScreens.offer(), RestoreScreens.offer()));
    return frame.around(Frame.Part.ACCOUNT, FirstForm.screen(blocks));
  }

  /** The same while the account is looked for. */
  View searching(List<MigrationState> begun, UserAction typed) {
    List<Block> blocks = new ArrayList<>();
    for (MigrationState state : begun) {
      begun(blocks, state);
    }
    if (begun.isEmpty()) {
      blocks.add(FirstForm.promises());
    }
    Field account = FirstForm.account().withValue(typed.value("account"));
    Field server = FirstForm.server().withValue(typed.value("server"));
    Button stop = Button.secondary(Dialogue.BACK, Text.SEARCH_STOP.toString());
    blocks.add(FirstForm.heading());
    blocks.add(FirstForm.pressed(account, server, List.of(stop)));
    blocks.add(new Block.Text(Text.SEARCHING.toString(), Block.Tone.NOTE));
    return frame.around(Frame.Part.ACCOUNT, FirstForm.screen(blocks));
  }

  /** A move whose journal cannot be read. */
  View unreadable(StreamingException problem) {
    List<Block> blocks = new ArrayList<>(Problems.blocks(problem, ErrorText.Phase.UNKNOWN, ""));
    blocks.add(
        Block.Buttons.of(
            Button.primary(SetupScreens.SUBMIT, Text.CONTINUE.toString()),
            Button.secondary(FORGET_NOTES, Text.UNREADABLE_FORGET.toString())));
    View view = View.of("unreadable", Text.UNREADABLE_TITLE.toString()).withLead(Text.UNREADABLE_LEAD.toString());
    return frame.around(Frame.Part.ACCOUNT, view.withBlocks(blocks));
  }

  /** A move that was not finished, and of which this browser knows nothing. */
  View lostMove(LostMove.Found found) {
    MigrationPlan plan = found.plan();
    String source = plan.source().pds().host();
    String target = plan.target().host();
    boolean isLive = found.stand() == LostMove.Stand.ON_AT_BOTH;
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.Facts.of(
            Block.Facts.Row.mono(Text.FACT_DID.toString(), plan.did().toString()),
            new Block.Facts.Row(Text.FACT_FROM.toString(), source),
            new Block.Facts.Row(Text.FACT_TO.toString(), target),
            new Block.Facts.Row(Text.FACT_NEW_HANDLE.toString(), plan.targetHandle())));
    String stand = isLive ? Text.LOST_BOTH.with(target, source) : Text.LOST_NOT_ON.with(target);
    blocks.add(new Block.Text(stand, Block.Tone.NOTE));
    if (!isLive) {
      blocks.add(new Block.Text(RestoreText.LOST_FROM_BACKUP.with(source)));
    }
    List<Button> buttons = new ArrayList<>();
    buttons.add(Button.primary(FINISH_LOST, Text.LOST_FINISH.toString()));
    if (isLive) {
      buttons.add(Button.secondary(LEAVE_LOST, Text.LOST_LEAVE.with(target)));
    }
    buttons.add(Button.secondary(Dialogue.BACK, Text.BACK.toString()));
    blocks.add(new Block.Buttons(buttons));
    View view = View.of("lost-move", Text.LOST_TITLE.toString()).withLead(Text.LOST_LEAD.with(source, target));
    return frame.around(Frame.Part.ACCOUNT, view.withBlocks(blocks));
  }

  private static void resume(List<Block> blocks, MigrationPlan plan) {
    String name = SetupScreens.nameOf(plan.source());
    List<Button> buttons = new ArrayList<>();
    buttons.add(Button.primary(RESUME + plan.did(), Text.WELCOME_RESUME.with(name)));
    buttons.add(Button.secondary(FORGET + plan.did(), Text.WELCOME_FORGET.with(name)));
    blocks.add(new Block.Buttons(buttons));
  }

  /** Tells of a move that was begun. */
  private static void begun(List<Block> blocks, MigrationState state) {
    MigrationPlan plan = state.plan();
    String name = SetupScreens.nameOf(plan.source());
    if (state.isFinished()) {
      String over = Text.WELCOME_OVER.with(name, plan.target().host(), plan.targetHandle());
      blocks.add(new Block.Text(over, Block.Tone.SUCCESS));
      String source = plan.source().pds().host();
      blocks.add(new Block.Text(RestoreText.DONE_NEXT_KEEP.orUsual(state, Text.DONE_NEXT_KEEP, source)));
      int missing = state.blobProblems().size();
      if (missing > 0) {
        blocks.add(new Block.Text(Text.WELCOME_OVER_MISSING.counting(missing), Block.Tone.NOTE));
      }
      return;
    }
    blocks.add(new Block.Heading(Text.WELCOME_RESUME_HEADING.toString()));
    Text stand = state.isPastGate() ? Text.WELCOME_RESUME_AFTER
        : state.hasTemporaryKey() ? Text.WELCOME_RESUME_TEMPORARY : Text.WELCOME_RESUME_BEFORE;
    blocks.add(
        new Block.Text(
            Text.WELCOME_RESUME_TEXT.with(
                name, plan.source().pds().host(), plan.target().host(), stand.toString()),
            Block.Tone.NOTE));
  }
}
