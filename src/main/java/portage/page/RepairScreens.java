package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portage.atproto.Account;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.FormerServers;
import portage.migration.MissingBlob;
import portage.migration.Repair;
import portage.net.Origin;

/** The screens of the search for pictures and videos that did not come along. */
final class RepairScreens {
  static final String REPAIR = "repair";
  static final String FETCH = "fetch";
  static final String LOOK_AT_EACH = "look-at-each";
  static final String BACKUP = "backup";
  static final String OTHER = "other";

  /** A longer list is folded away, so that what can be done about it stays in sight. */
  private static final int MOST_UNFOLDED = 12;

  /** Shown before anything was fetched, or after. */
  enum Stage { LOOKED, FETCHED }

  private final Frame frame;

  RepairScreens(Frame frame) {
    this.frame = frame;
  }

  /** The button that leads here. */
  static Button offer() {
    return Button.secondary(REPAIR, Text.REPAIR.toString());
  }

  /** True for an account that has moved already: then this is what there is to do. */
  static boolean mayHelp(StreamingException problem) {
    return problem.code() == ErrorCode.SAME_SERVER || problem.code() == ErrorCode.ALREADY_MOVED;
  }

  /** The name of the field that says whether a former server is to be asked. */
  static String fieldOf(Origin former) {
    return "former-" + former.host();
  }

  View signIn(Account account, boolean codeAsked, StreamingException problemOrNull) {
    View view =
        View.of("repair-sign-in", Text.REPAIR_SIGN_IN_TITLE.toString())
            .withLead(Text.REPAIR_SIGN_IN_LEAD.with(account.pds().host()));
    return signIn(view, account.signIn(), codeAsked, problemOrNull, Text.BACK);
  }

  /**
   * Asks for the password at a former server.
   *
   * @param place where the pictures may be
   * @param at where one signs in for it
   * @param known what the identity's log names: for another place, the person is warned
   */
  View formerSignIn(
      Origin place, Origin at, FormerServers known, boolean codeAsked, StreamingException problemOrNull) {
    View view =
        View.of("repair-former-sign-in", Text.REPAIR_FORMER_TITLE.toString())
            .withLead(Text.REPAIR_FORMER_LEAD.with(place.host()));
    if (!known.origins().contains(place)) {
      Block warning = new Block.Text(Text.REPAIR_NOT_NAMED.with(place.host()), Block.Tone.WARNING);
      view = view.withBlocks(List.of(warning));
    }
    return signIn(view, at, codeAsked, problemOrNull, Text.REPAIR_LEAVE_OUT);
  }

  private View signIn(
      View view, Origin at, boolean codeAsked, StreamingException problemOrNull, Text back) {
    List<Block> blocks = new ArrayList<>(view.blocks());
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.REPAIR, at.host()));
    }
    blocks.add(
        PasswordForm.of(
            "repair",
            Text.REPAIR_PASSWORD_LABEL.with(at.host()),
            at,
            codeAsked,
            Button.secondary(Dialogue.BACK, back.toString()),
            Button.secondary(Dialogue.CANCEL, Text.REPAIR_STOP.toString())));
    return frame.alone(view.withBlocks(blocks));
  }

  /** What is missing, why, and where it may be. */
  View found(
      Account account,
      List<MissingBlob> missing,
      long mendedCount,
      FormerServers former,
      Stage stage,
      StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.REPAIR, account.pds().host()));
    }
    if (missing.isEmpty()) {
      blocks.add(new Block.Text(Text.REPAIR_EACH.with(account.pds().host())));
      blocks.add(
          Block.Buttons.of(
              Button.secondary(LOOK_AT_EACH, Text.REPAIR_LOOK_AT_EACH.toString()),
              Button.secondary(Dialogue.BACK, Text.REPAIR_FINISH.toString())));
    } else {
      blocks.add(
          missing.size() <= MOST_UNFOLDED
              ? list(missing, stage)
              : Block.Disclosure.of(Text.REPAIR_LIST.with(Numbers.count(missing.size())), list(missing, stage)));
      blocks.add(new Block.Heading(Text.REPAIR_WHERE_HEADING.toString()));
      blocks.addAll(places(former));
      blocks.add(form(former));
      blocks.add(new Block.Text(Text.REPAIR_EACH.with(account.pds().host())));
    }
    return frame.alone(title(account, missing.size(), mendedCount, stage).withBlocks(blocks));
  }

  private static View title(Account account, int missing, long mended, Stage stage) {
    String host = account.pds().host();
    if (missing == 0) {
      return mended == 0
          ? View.of("repair-found", Text.REPAIR_NONE_TITLE.toString()).withLead(Text.REPAIR_NONE_LEAD.with(host))
          : View.of("repair-result", Text.REPAIR_ALL_TITLE.toString())
              .withLead(Text.REPAIR_ALL_LEAD.with(host, Numbers.count(mended)));
    }
    return stage == Stage.LOOKED
        ? View.of("repair-found", Text.REPAIR_MISSING_TITLE.with(Numbers.count(missing)))
            .withLead(Text.REPAIR_MISSING_LEAD.with(host))
        : View.of("repair-result", Text.REPAIR_LEFT_TITLE.with(Numbers.count(missing)))
            .withLead(Text.REPAIR_LEFT_LEAD.with(Numbers.count(mended)));
  }

  private static List<Block> places(FormerServers former) {
    List<Block> blocks = new ArrayList<>();
    Text where = former.origins().isEmpty() ? Text.REPAIR_NOWHERE : Text.REPAIR_WHERE;
    blocks.add(new Block.Text(where.toString()));
    if (!former.unusable().isEmpty()) {
      blocks.add(
          new Block.Text(Text.REPAIR_UNUSABLE.with(String.join(", ", former.unusable())), Block.Tone.WARNING));
    }
    return blocks;
  }

  private static Block form(FormerServers former) {
    List<Field> fields = new ArrayList<>();
    for (Origin server : former.origins()) {
      fields.add(Field.checkbox(fieldOf(server), server.host()).withChecked(true));
    }
    fields.add(
        Field.url(OTHER, Text.REPAIR_OTHER_LABEL.toString()).withHint(Text.REPAIR_OTHER_HINT.toString()));
    fields.add(
        Field.file(BACKUP, RestoreText.REPAIR_LABEL.toString()).withHint(RestoreText.REPAIR_HINT.toString()));
    return new Block.Form(
        "places",
        fields,
        Button.primary(FETCH, Text.REPAIR_FETCH.toString()),
        List.of(
            Button.secondary(LOOK_AT_EACH, Text.REPAIR_LOOK_AT_EACH.toString()),
            Button.secondary(Dialogue.BACK, Text.REPAIR_FINISH.toString())));
  }

  /** Each blob with a record that uses it, and why it could not be had. */
  private static Block list(List<MissingBlob> missing, Stage stage) {
    List<String> rows = new ArrayList<>();
    for (MissingBlob each : missing) {
      String what = Text.REPAIR_ROW.with(each.cid(), each.blob().recordPath());
      rows.add(stage == Stage.LOOKED ? what : Text.REPAIR_ROW_WHY.with(what, why(each)));
    }
    return new Block.Items(rows, Block.Tone.WARNING);
  }

  private static String why(MissingBlob blob) {
    if (blob.reasons().isEmpty()) {
      return Text.REPAIR_WHY_NOT_TRIED.toString();
    }
    List<String> reasons = new ArrayList<>();
    for (MissingBlob.Reason reason : blob.reasons()) {
      String prefix = reason.host().isEmpty() ? "REPAIR_COPY_" : "REPAIR_WHY_";
      reasons.add(Text.valueOf(prefix + reason.cause().name()).with(reason.host()));
    }
    return String.join("; ", reasons);
  }

  /** While servers are asked; {@code what} says for what. */
  View asking(Repair repair, Text what) {
    OptionalLong total =
        repair.toLookAt() == 0 ? OptionalLong.empty() : OptionalLong.of(repair.toLookAt());
    String detail =
        repair.toLookAt() == 0
            ? ""
            : Text.REPAIR_ASKED.with(Numbers.count(repair.lookedAt()), Numbers.count(repair.toLookAt()));
    return working(what, List.of(bar(what, repair.lookedAt(), total, detail)));
  }

  /** While blobs move; {@code total} of them are missing. */
  View fetching(Repair repair, long total, Standstill still) {
    long moved = repair.progress().movedCount();
    List<Block> blocks = new ArrayList<>(still.blocks(repair.account().pds().host()));
    String detail =
        still.isForTheDay()
            ? still.waiting(total - moved)
            : Text.REPAIR_MOVED.with(Numbers.count(moved), Numbers.count(total));
    blocks.add(bar(Text.WORK_BLOBS, moved, OptionalLong.of(total), detail));
    blocks.addAll(Meter.speed(repair.metrics().snapshot()));
    return working(Text.REPAIR_FETCHING, blocks);
  }

  private static Block bar(Text label, long done, OptionalLong total, String detail) {
    return new Block.Progress(
        "repair", label.toString(), done, total, detail, Block.Progress.State.RUNNING, Text.STATE_RUNNING.toString());
  }

  private View working(Text title, List<Block> work) {
    List<Block> blocks = new ArrayList<>(work);
    blocks.add(Block.Buttons.of(Button.secondary(Dialogue.CANCEL, Text.REPAIR_STOP.toString())));
    View view = View.of("repair-working", title.toString()).withLead(Text.REPAIR_WORKING_LEAD.toString()).withBusy(true);
    return frame.alone(view.withBlocks(blocks));
  }
}
