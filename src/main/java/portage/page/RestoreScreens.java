package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;
import portage.migration.Restorable;
import portage.migration.SavedAccount;
import portage.migration.TemporaryKeyReport;
import portage.net.UtcTime;

/** The screens of a restore that a move does not have: the file, who speaks for the account, and the person's own key. */
final class RestoreScreens {
  static final String RESTORE = "restore";
  static final String FILE = "backup";
  static final String WITH_SERVER = "with-server";
  static final String WITH_KEY = "with-key";
  static final String WITHOUT_SERVER = "without-server";
  static final String KEY = "key";
  static final String KEY_FILE = "key-file";
  static final String YES = "yes";

  private final Frame frame;

  RestoreScreens(Frame frame) {
    this.frame = frame;
  }

  static Button offer() {
    return Button.secondary(RESTORE, RestoreText.OFFER.toString());
  }

  /** Whether a field was left empty that must not be. */
  enum Left { FILLED, EMPTY }

  /** {@code planOrNull}: of the restore that was begun before. */
  View file(MigrationPlan planOrNull, Left left, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.UNKNOWN, ""));
    }
    Field file =
        Field.file(FILE, RestoreText.FILE_LABEL.toString()).withHint(RestoreText.FILE_HINT.toString()).asRequired();
    if (left == Left.EMPTY) {
      file = file.withError(RestoreText.FILE_MISSING.toString());
    }
    blocks.add(
        new Block.Form(
            "restore-file",
            List.of(file),
            Button.primary(SetupScreens.SUBMIT, RestoreText.FILE_OPEN.toString()),
            List.of(Button.secondary(Dialogue.BACK, Text.BACK.toString()))));
    String lead =
        planOrNull == null
            ? RestoreText.FILE_LEAD.toString()
            : RestoreText.FILE_AGAIN_LEAD.with(SetupScreens.nameOf(planOrNull.source()));
    View view = View.of("restore-file", RestoreText.FILE_TITLE.toString()).withLead(lead);
    return frame.around(Frame.Part.ACCOUNT, view.withBlocks(blocks));
  }

  View opening() {
    View view =
        View.of(
                "restore-opening",
                RestoreText.OPENING_TITLE.toString(),
                Block.Buttons.of(
                    Button.secondary(Dialogue.BACK, Text.BACK.toString()),
                    Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString())))
            .withLead(RestoreText.OPENING_LEAD.toString());
    return frame.around(Frame.Part.ACCOUNT, view);
  }

  View way(Restorable found, SavedAccount saved) {
    String host = found.account().signIn().host();
    List<Block> blocks = new ArrayList<>();
    boolean hasPreferences = saved.preferencesOrNull() != null;
    blocks.add(
        Block.Facts.of(
            new Block.Facts.Row(Text.FACT_HANDLE.toString(), SetupScreens.nameOf(found.account())),
            Block.Facts.Row.mono(Text.FACT_DID.toString(), saved.did().toString()),
            new Block.Facts.Row(RestoreText.FACT_SERVER_NAMED.toString(), found.account().pds().host()),
            new Block.Facts.Row(RestoreText.FACT_SAVED.toString(), UtcTime.text(saved.savedAtMillis()).substring(0, 10)),
            new Block.Facts.Row(RestoreText.FACT_BLOBS_SAVED.toString(), Numbers.count(saved.blobCount())),
            new Block.Facts.Row(
                RestoreText.FACT_PREFERENCES_SAVED.toString(),
                hasPreferences
                    ? RestoreText.FACT_PREFERENCES_YES.toString()
                    : RestoreText.FACT_PREFERENCES_NO.toString())));
    blocks.add(new Block.Heading(RestoreText.WAY_SERVER_HEADING.toString()));
    blocks.add(new Block.Text(RestoreText.WAY_SERVER_TEXT.with(host)));
    blocks.add(Block.Buttons.of(Button.primary(WITH_SERVER, RestoreText.WAY_SERVER.with(host))));
    blocks.add(new Block.Heading(RestoreText.WAY_KEY_HEADING.toString()));
    List<Button> others = new ArrayList<>();
    if (found.rotationKeys().isEmpty()) {
      blocks.add(new Block.Text(RestoreText.WAY_KEY_NONE.toString(), Block.Tone.NOTE));
    } else {
      blocks.add(new Block.Text(RestoreText.WAY_KEY_TEXT.toString()));
      others.add(Button.secondary(WITH_KEY, RestoreText.WAY_KEY.toString()));
    }
    others.add(Button.secondary(Dialogue.BACK, Text.BACK.toString()));
    blocks.add(new Block.Buttons(others));
    View view = View.of("restore-way", RestoreText.WAY_TITLE.toString()).withLead(RestoreText.WAY_LEAD.toString());
    return frame.around(Frame.Part.SOURCE, view.withBlocks(blocks));
  }

  /** A restore that came past the gate, of which this browser knows nothing but the backup. */
  View lost(MigrationPlan plan) {
    String source = plan.source().pds().host();
    String target = plan.target().host();
    View view =
        View.of(
            "restore-lost",
            Text.LOST_TITLE.toString(),
            Block.Facts.of(
                Block.Facts.Row.mono(Text.FACT_DID.toString(), plan.did().toString()),
                new Block.Facts.Row(Text.FACT_FROM.toString(), source),
                new Block.Facts.Row(Text.FACT_TO.toString(), target),
                new Block.Facts.Row(Text.FACT_NEW_HANDLE.toString(), plan.targetHandle())),
            new Block.Text(Text.LOST_NOT_ON.with(target), Block.Tone.NOTE),
            new Block.Heading(RestoreText.LOST_GONE_HEADING.with(source)),
            new Block.Text(RestoreText.LOST_GONE_TEXT.with(target)),
            Block.Buttons.of(Button.primary(WITHOUT_SERVER, RestoreText.LOST_GONE.with(source))),
            new Block.Heading(RestoreText.LOST_SERVER_HEADING.with(source)),
            new Block.Text(RestoreText.LOST_SERVER_TEXT.with(source)),
            Block.Buttons.of(
                Button.secondary(WITH_SERVER, RestoreText.WAY_SERVER.with(plan.source().signIn().host())),
                Button.secondary(Dialogue.BACK, Text.BACK.toString())));
    return frame.around(Frame.Part.ACCOUNT, view.withLead(RestoreText.LOST_LEAD.with(target)));
  }

  /** When the key is asked for. */
  enum Time { FIRST, AGAIN }

  View key(Time time, Left left, StreamingException problemOrNull, ErrorText.Phase phase) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, phase, ""));
    }
    Field key =
        Field.password(
                KEY, RestoreText.KEY_LABEL.toString(), "off", Text.SHOW.toString(), Text.HIDE.toString())
            .withHint(RestoreText.KEY_HINT.toString());
    if (left == Left.EMPTY) {
      key = key.withError(RestoreText.KEY_MISSING.toString());
    }
    Field file =
        Field.file(KEY_FILE, RestoreText.KEY_FILE_LABEL.toString()).withHint(RestoreText.KEY_FILE_HINT.toString());
    List<Button> others = new ArrayList<>();
    if (time == Time.FIRST) {
      others.add(Button.secondary(Dialogue.BACK, Text.BACK.toString()));
    }
    others.add(Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString()));
    blocks.add(
        new Block.Form(
            "restore-key",
            List.of(key, file),
            Button.primary(SetupScreens.SUBMIT, RestoreText.KEY_CHECK.toString()),
            others));
    RestoreText lead = time == Time.FIRST ? RestoreText.KEY_LEAD : RestoreText.KEY_AGAIN_LEAD;
    View view = View.of("restore-key", RestoreText.KEY_TITLE.toString()).withLead(lead.toString());
    return frame.around(Frame.Part.SOURCE, view.withBlocks(blocks));
  }

  View lend(TemporaryKeyReport report, Left left) {
    MigrationPlan plan = report.plan();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Changes(
            RestoreText.LEND_CAPTION.with(plan.did().toString()),
            new Block.Changes.Columns(
                Text.COLUMN_WHAT.toString(), Text.COLUMN_BEFORE.toString(), Text.COLUMN_AFTER.toString()),
            List.of(
                new Block.Changes.Row(
                    RestoreText.LEND_SIGNING_KEY.toString(),
                    report.signingKeyOrNull() == null ? "" : report.signingKeyOrNull(),
                    RestoreText.LEND_NEW_KEY.toString(),
                    Block.Changes.Change.CHANGED,
                    Text.CHANGE_CHANGED.toString()),
                new Block.Changes.Row(
                    RestoreText.LEND_SERVER.toString(),
                    report.server(),
                    report.server(),
                    Block.Changes.Change.KEPT,
                    Text.CHANGE_KEPT.toString()),
                new Block.Changes.Row(
                    RestoreText.LEND_REST.toString(),
                    RestoreText.LEND_REST_SAME.toString(),
                    RestoreText.LEND_REST_SAME.toString(),
                    Block.Changes.Change.KEPT,
                    Text.CHANGE_KEPT.toString()))));
    blocks.add(new Block.Heading(RestoreText.LEND_MEANS_HEADING.toString()));
    blocks.add(
        new Block.Items(
            List.of(
                RestoreText.LEND_MEANS_1.with(report.ownKey()),
                RestoreText.LEND_MEANS_2.with(plan.source().pds().host()),
                RestoreText.LEND_MEANS_3.toString())));
    if (report.ownKeyPlace() > 1) {
      blocks.add(
          new Block.Text(
              RestoreText.LEND_ABOVE.with(
                  Numbers.count(report.ownKeyPlace()), Numbers.count(report.keyCount())),
              Block.Tone.WARNING));
    }
    Field box = Field.checkbox("confirm", RestoreText.LEND_CONFIRM.toString()).asRequired();
    blocks.add(
        new Block.Form(
            "lend",
            List.of(left == Left.EMPTY ? box.withError(RestoreText.LEND_CONFIRM_MISSING.toString()) : box),
            Button.danger(YES, RestoreText.LEND_YES.toString()),
            List.of(Button.secondary(Dialogue.CANCEL, RestoreText.LEND_NO.toString()))));
    View view =
        View.of("restore-lend", RestoreText.LEND_TITLE.toString())
            .withLead(RestoreText.LEND_LEAD.with(plan.target().host()));
    return frame.around(Frame.Part.IDENTITY, view.withBlocks(blocks));
  }
}
