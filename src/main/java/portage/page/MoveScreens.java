package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portage.atproto.DidCredentials;
import portage.error.StreamingException;
import portage.metrics.StreamingMetrics;
import portage.migration.BlobProblem;
import portage.migration.BlobProgress;
import portage.migration.Fact;
import portage.migration.GateReport;
import portage.migration.IdentityChange;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.Person;
import portage.migration.RepoPieceLog;
import portage.migration.RepoSummary;
import portage.net.Origin;

/** The screens while the account moves: progress, questions on the way, and the gate. */
final class MoveScreens {
  static final String AGAIN = "again";
  static final String GO_ON = "go-on";
  static final String RESEND = "resend";
  static final String YES = "yes";

  private final Frame frame;

  MoveScreens(Frame frame) {
    this.frame = frame;
  }

  /** A pure function of what is known; may be shown many times a second. */
  View moving(
      MigrationState state,
      portage.migration.Step current,
      BlobProgress blobs,
      StreamingMetrics metrics,
      Standstill standstill) {
    List<Block> blocks = new ArrayList<>(standstill.blocks(state.plan().target().host()));
    for (portage.migration.Step step : portage.migration.Step.values()) {
      if (step != portage.migration.Step.SIGN_IDENTITY) {
        blocks.add(work(step, state, current, blobs, metrics, standstill));
      }
      if (step == portage.migration.Step.MOVE_BLOBS) {
        blocks.addAll(Meter.speed(metrics));
      }
    }
    blocks.add(
        Meter.details(
            metrics,
            state.profile(),
            frame.storage(),
            standstill.today() == null
                ? new Block.Facts.Row[] {Meter.path(metrics)}
                : new Block.Facts.Row[] {Meter.path(metrics), standstill.today()}));
    blocks.addAll(WayBack.buttons(state));
    RestoreText byKey = state.hasTemporaryKey() ? RestoreText.MOVE_LEAD_TEMPORARY : RestoreText.MOVE_LEAD;
    String lead = byKey.orUsual(state, Text.MOVE_LEAD, state.plan().source().pds().host());
    if (state.isPastGate()) {
      boolean moved = state.isDone(portage.migration.Step.UPDATE_IDENTITY);
      lead = (moved ? Text.MOVE_LEAD_AFTER : Text.MOVE_LEAD_GATE).toString();
    }
    View view = View.of("moving", Text.MOVE_TITLE.toString()).withLead(lead).withBusy(isBusy(metrics, standstill));
    return frame.around(Frame.Part.MOVE, view.withBlocks(blocks));
  }

  /** Nothing is interrupted by leaving while all that is left waits for another day. */
  private static boolean isBusy(StreamingMetrics metrics, Standstill standstill) {
    return !standstill.isForTheDay() || metrics.network().received().perSecond() > 0;
  }

  private static Block work(
      portage.migration.Step step,
      MigrationState state,
      portage.migration.Step current,
      BlobProgress blobs,
      StreamingMetrics metrics,
      Standstill standstill) {
    boolean running =
        step == current
            || (step == portage.migration.Step.UPDATE_IDENTITY
                && current == portage.migration.Step.SIGN_IDENTITY);
    Block.Progress.State stand = Block.Progress.State.WAITING;
    Text label = Text.STATE_WAITING;
    if (state.isDone(step)) {
      stand = Block.Progress.State.DONE;
      label = Text.STATE_DONE;
    } else if (running) {
      stand = Block.Progress.State.RUNNING;
      label = Text.STATE_RUNNING;
    }
    long done = stand == Block.Progress.State.DONE ? 1 : 0;
    OptionalLong total = stand == Block.Progress.State.DONE ? OptionalLong.of(1) : OptionalLong.empty();
    String detail = "";
    if (step == portage.migration.Step.MOVE_REPO) {
      detail = repoDetail(state, running, metrics);
      if (running && state.repo() != null && state.pieces().isInUse()) {
        done = state.pieces().landedRecords();
        total = OptionalLong.of(state.repo().recordCount());
      }
    } else if (step == portage.migration.Step.MOVE_BLOBS && running && blobs.expected() > 0) {
      done = blobs.movedCount() + blobs.leftCount();
      total = OptionalLong.of(blobs.expected());
      detail =
          Text.BLOBS_RUNNING.with(
              Numbers.count(blobs.movedCount()),
              Numbers.count(blobs.expected()),
              Numbers.bytes(state.movedBlobBytes()));
      if (standstill.isForTheDay()) {
        detail = standstill.waiting(blobs.expected() - blobs.movedCount() - blobs.leftCount());
      }
    } else if (step == portage.migration.Step.MOVE_BLOBS
        && stand == Block.Progress.State.WAITING
        && blobs.expected() == 0
        && blobs.fetchedCount() > 0) {
      detail = Text.BLOBS_FETCHED.with(Numbers.count(blobs.fetchedCount()));
    } else if (step == portage.migration.Step.MOVE_BLOBS && state.isDone(step)) {
      detail = blobsDetail(state);
    } else if (step == portage.migration.Step.COPY_PREFERENCES && state.preferences() != null) {
      detail = preferences(state, state.preferences());
    }
    String name = WORK[step.ordinal()].toString();
    if (step == portage.migration.Step.DEACTIVATE_SOURCE) {
      name = RestoreText.WORK_SOURCE_OFF.orUsual(state, Text.WORK_SOURCE_OFF);
    }
    return new Block.Progress(step.name(), name, done, total, detail, stand, label.toString());
  }

  private static final Text[] WORK = {
    Text.WORK_ACCOUNT,
    Text.WORK_REPO,
    Text.WORK_BLOBS,
    Text.WORK_PREFERENCES,
    Text.WORK_IDENTITY,
    Text.WORK_IDENTITY,
    Text.WORK_ACTIVATE,
    Text.WORK_COMMIT,
    Text.WORK_SOURCE_OFF,
    Text.WORK_VERIFY
  };

  private static String repoDetail(MigrationState state, boolean running, StreamingMetrics metrics) {
    RepoSummary repo = state.repo();
    RepoPieceLog pieces = state.pieces();
    if (repo != null && running && pieces.isInUse() && pieces.landedRecords() < repo.recordCount()) {
      return Text.REPO_PIECES.with(
          Numbers.count(pieces.landedPieces() + 1),
          Numbers.count(pieces.landedRecords()),
          Numbers.count(repo.recordCount()));
    }
    if (repo != null) {
      return Text.REPO_DONE.counting(repo.recordCount(), Numbers.bytes(repo.sizeBytes()));
    }
    long readBytes = metrics.receivedBytes();
    return running && readBytes > 0 ? Text.REPO_READING.with(Numbers.bytes(readBytes)) : "";
  }

  private static String blobsDetail(MigrationState state) {
    return state.blobProblems().isEmpty()
        ? Text.BLOBS_DONE.with(Numbers.count(state.movedBlobCount()), Numbers.bytes(state.movedBlobBytes()))
        : Text.BLOBS_DONE_LEFT.with(
            Numbers.count(state.movedBlobCount()), Numbers.count(state.blobProblems().size()));
  }

  private static String preferences(MigrationState state, Fact.PreferencesCopied copied) {
    return switch (copied.outcome()) {
      case COPIED -> Text.PREFERENCES_COPIED.with(Numbers.count(copied.count()));
      case NONE_AT_SOURCE -> RestoreText.NO_PREFERENCES.orUsual(state, Text.PREFERENCES_NONE);
      case NOT_TAKEN_BY_TARGET -> Text.PREFERENCES_NOT_TAKEN.toString();
    };
  }

  View code(MigrationPlan plan, String emailOrNull, long requestedAtMillis, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(
          Problems.blocks(problemOrNull, ErrorText.Phase.BEFORE_GATE, plan.source().signIn().host()));
    }
    blocks.add(
        new Block.Countdown(
            "code",
            Text.CODE_LEFT.toString(),
            requestedAtMillis + Person.MAIL_CODE_LIFE_MILLIS,
            Text.CODE_OVER.toString()));
    blocks.add(
        new Block.Form(
            "code",
            List.of(
                Field.code("code", Text.CODE_LABEL.toString())
                    .withHint(Text.CODE_HINT.toString())
                    .asRequired()),
            Button.primary(SetupScreens.SUBMIT, Text.CODE_SEND.toString()),
            List.of(
                Button.secondary(RESEND, Text.CODE_RESEND.toString()),
                Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString()))));
    String address = emailOrNull == null ? Text.CODE_ADDRESS_UNKNOWN.toString() : emailOrNull;
    View view =
        View.of("mail-code", Text.CODE_TITLE.toString())
            .withLead(Text.CODE_LEAD.with(plan.source().signIn().host(), address));
    return frame.around(Frame.Part.IDENTITY, view.withBlocks(blocks));
  }

  /** {@code copy}: about a copy that the person may save first. */
  View gate(MigrationState state, GateReport report, List<Block> copy, boolean boxMissing) {
    MigrationPlan plan = report.plan();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(Text.GATE_MOVED_HEADING.with(plan.target().host())));
    String blobs =
        report.movedBlobCount() == 0
            ? Numbers.count(0)
            : Text.GATE_BLOBS_BYTES.with(
                Numbers.count(report.movedBlobCount()), Numbers.bytes(report.movedBlobBytes()));
    blocks.add(
        Block.Facts.of(
            new Block.Facts.Row(
                Text.FACT_RECORDS.toString(),
                RestoreText.GATE_RECORDS.orUsual(state, Text.GATE_RECORDS, Numbers.count(report.targetRecords()))),
            new Block.Facts.Row(Text.FACT_REPO_CHECK.toString(), Text.GATE_REPO.toString()),
            Block.Facts.Row.mono("CID", report.repo().root()),
            new Block.Facts.Row(Text.FACT_BLOBS.toString(), blobs),
            new Block.Facts.Row(Text.FACT_PREFERENCES.toString(), preferences(state, report.preferences()))));
    if (report.missingBlobs().isEmpty()) {
      blocks.add(new Block.Text(Text.GATE_MISSING_NONE.toString(), Block.Tone.SUCCESS));
    } else {
      blocks.add(
          new Block.Text(
              Text.GATE_MISSING.counting(report.missingBlobs().size()), Block.Tone.WARNING));
      blocks.add(BlobScreens.list(report.missingBlobs()));
    }
    blocks.add(new Block.Heading(Text.GATE_IDENTITY_HEADING.toString()));
    blocks.add(identity(report));
    blocks.addAll(copy);
    blocks.add(new Block.Heading(Text.GATE_AFTER_HEADING.toString()));
    blocks.add(
        new Block.Items(
            List.of(
                Text.GATE_AFTER_1.toString(),
                Text.GATE_AFTER_2.with(plan.target().host()),
                RestoreText.GATE_AFTER_3.orUsual(state, Text.GATE_AFTER_3, plan.source().pds().host()))));
    blocks.add(new Block.Text(Text.GATE_UNDO.toString(), Block.Tone.WARNING));
    Field box = Field.checkbox("confirm", Text.GATE_CONFIRM_LABEL.with(plan.target().host())).asRequired();
    blocks.add(
        new Block.Form(
            "gate",
            List.of(boxMissing ? box.withError(Text.GATE_CONFIRM_MISSING.toString()) : box),
            Button.danger(YES, Text.GATE_YES.toString()),
            List.of(Button.secondary(Dialogue.CANCEL, Text.GATE_NO.toString()))));
    View view = View.of("gate", Text.GATE_TITLE.toString()).withLead(RestoreText.GATE_LEAD.orUsual(state, Text.GATE_LEAD));
    return frame.around(Frame.Part.CONFIRM, view.withBlocks(blocks));
  }

  private static Block identity(GateReport report) {
    List<Block.Changes.Row> rows = new ArrayList<>();
    for (IdentityChange change : report.identityChanges()) {
      Text label =
          switch (change.kind()) {
            case KEPT -> Text.CHANGE_KEPT;
            case ADDED -> Text.CHANGE_ADDED;
            case REMOVED -> Text.CHANGE_REMOVED;
            case CHANGED -> Text.CHANGE_CHANGED;
          };
      rows.add(
          new Block.Changes.Row(
              Text.valueOf("SUBJECT_" + change.subject().name()).with(change.name()),
              change.before(),
              change.after(),
              Block.Changes.Change.valueOf(change.kind().name()),
              label.toString()));
    }
    return new Block.Changes(
        Text.GATE_IDENTITY_CAPTION.with(report.plan().did().toString()),
        new Block.Changes.Columns(
            Text.COLUMN_WHAT.toString(), Text.COLUMN_BEFORE.toString(), Text.COLUMN_AFTER.toString()),
        rows);
  }

  View webDocument(MigrationPlan plan, DidCredentials wanted, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.add(new Block.Text(Text.WEB_STILL.with(problemOrNull.detail()), Block.Tone.WARNING));
    }
    String key = wanted.verificationMethods().get("atproto");
    blocks.add(
        Block.Facts.of(
            Block.Facts.Row.mono(
                Text.FACT_WEB_ENDPOINT.toString(), wanted.services().get("atproto_pds").endpoint()),
            Block.Facts.Row.mono(
                Text.FACT_WEB_KEY.toString(), key.startsWith("did:key:") ? key.substring(8) : key),
            Block.Facts.Row.mono(Text.FACT_WEB_ALIAS.toString(), String.join(", ", wanted.alsoKnownAs()))));
    blocks.add(new Block.Text(Text.ONLY_FORWARD.toString(), Block.Tone.NOTE));
    blocks.add(Block.Buttons.of(Button.primary(AGAIN, Text.WEB_LOOK.toString())));
    Origin host = Origin.parse(plan.did().toString().substring("did:web:".length()), Origin.Loopback.ALLOWED);
    String file = (host == null ? plan.did().toString() : host.toString()) + "/.well-known/did.json";
    View view =
        View.of("web-document", Text.WEB_TITLE.toString())
            .withLead(Text.WEB_LEAD.with(plan.did().toString(), file));
    return frame.around(Frame.Part.IDENTITY, view.withBlocks(blocks));
  }
}
