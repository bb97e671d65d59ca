package portage.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portage.archive.Backup;
import portage.archive.BackupProgress;
import portage.archive.BackupResult;
import portage.archive.Manifest;
import portage.atproto.Account;
import portage.error.StreamingException;
import portage.metrics.StreamingMetrics;
import portage.repo.RepoReport;

/** The screens on which a backup is made. */
final class BackupScreens {
  static final String BACK_UP = "back-up";
  static final String SIGN_IN = "sign-in";
  static final String EARLIER = "earlier";
  static final String IS_SAVED = "is-saved";
  static final String GO_ON = "backup-go-on:";
  static final String SAVE = "backup-save:";
  static final String THROW_AWAY = "backup-throw-away:";

  private final Frame frame;

  BackupScreens(Frame frame) {
    this.frame = frame;
  }

  /** The button that leads here. */
  static Button offer() {
    return Button.secondary(BACK_UP, BackupText.OFFER.toString());
  }

  /** What earlier pages have left in this browser, and what can be done about it. */
  static List<Block> left(List<ShelvedBackup> shelved) {
    List<Block> blocks = new ArrayList<>();
    for (ShelvedBackup each : shelved) {
      String account = each.name().account();
      String size = Numbers.bytes(each.sizeBytes());
      BackupText text = each.isWhole() ? BackupText.LEFT_DONE_TEXT : BackupText.LEFT_TEXT;
      BackupText heading = each.isWhole() ? BackupText.LEFT_DONE_HEADING : BackupText.LEFT_HEADING;
      blocks.add(new Block.Heading(heading.toString()));
      blocks.add(new Block.Text(Template.fill(text.toString(), account, size), Block.Tone.NOTE));
      blocks.add(
          Block.Buttons.of(
              each.isWhole()
                  ? Button.primary(SAVE + each.fileName(), BackupText.LEFT_SAVE.with(account))
                  : Button.primary(GO_ON + each.fileName(), BackupText.LEFT_GO_ON.with(account)),
              Button.secondary(THROW_AWAY + each.fileName(), BackupText.LEFT_THROW_AWAY.with(account))));
    }
    return blocks;
  }

  /**
   * What will be in the file, and what not.
   *
   * @param fileName suggested to the person
   */
  View plan(
      Account account, Preferences preferences, String fileName, ProfileForm profile, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.BACKUP, account.pds().host()));
    }
    blocks.add(new Block.Facts(SetupScreens.accountRows(account)));
    blocks.add(new Block.Heading(BackupText.IN_HEADING.toString()));
    blocks.add(
        items(
            BackupText.IN_RECORDS,
            BackupText.IN_BLOBS,
            BackupText.IN_IDENTITY,
            words(preferences),
            BackupText.IN_LIST));
    blocks.add(cannotBringBack());
    Field earlier =
        Field.file(EARLIER, BackupText.EARLIER_LABEL.toString()).withHint(BackupText.EARLIER_HINT.toString());
    List<Button> others = new ArrayList<>();
    if (preferences == Preferences.OUT) {
      others.add(Button.secondary(SIGN_IN, BackupText.SIGN_IN.toString()));
    }
    others.add(Button.secondary(Dialogue.BACK, Text.BACK.toString()));
    Button start = Button.primary(UserAction.START, BackupText.START.toString()).withSaveAs(fileName);
    blocks.add(new Block.Form("backup", List.of(earlier), profile.fold(), start, others));
    View view = View.of("backup-plan", BackupText.TITLE.toString()).withLead(BackupText.LEAD.with(account.pds().host()));
    return frame.alone(view.withBlocks(blocks));
  }

  /** Whether the preferences will come along: all of them, or those that an app may read. */
  enum Preferences { IN, OF_APPS, OUT }

  private static BackupText words(Preferences preferences) {
    return switch (preferences) {
      case IN -> BackupText.IN_PREFERENCES;
      case OF_APPS -> BackupText.IN_PREFERENCES_OF_APPS;
      case OUT -> BackupText.IN_PREFERENCES_NOT;
    };
  }

  private static Block items(BackupText... texts) {
    List<String> items = new ArrayList<>();
    for (BackupText text : texts) {
      items.add(text.toString());
    }
    return new Block.Items(items);
  }

  private static Block cannotBringBack() {
    return Block.Disclosure.of(
        BackupText.OUT_HEADING.toString(),
        items(
            BackupText.OUT_CHAT, BackupText.OUT_PASSWORD, BackupText.OUT_HANDLE, BackupText.OUT_KEY, BackupText.OUT_LATER));
  }

  View signIn(Account account, boolean codeAsked, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.BACKUP, account.signIn().host()));
    }
    blocks.add(
        PasswordForm.of(
            "backup",
            BackupText.PASSWORD_LABEL.with(account.signIn().host()),
            account.signIn(),
            codeAsked,
            Button.secondary(Dialogue.BACK, Text.BACK.toString())));
    View view =
        View.of("backup-sign-in", BackupText.SIGN_IN_TITLE.toString())
            .withLead(BackupText.SIGN_IN_LEAD.with(account.signIn().host()));
    return frame.alone(view.withBlocks(blocks));
  }

  /** While it is made. */
  View working(Backup backup, BackupRun.Destination destination, Standstill standstill) {
    BackupProgress progress = backup.progress();
    List<Block> blocks = new ArrayList<>();
    if (standstill.offline()) {
      blocks.add(new Block.Text(BackupText.OFFLINE.toString(), Block.Tone.WARNING));
    } else if (!standstill.leftAloneUntil().isEmpty()) {
      blocks.add(new Block.Text(BackupText.LEFT_ALONE.with(standstill.leftAloneUntil()), Block.Tone.WARNING));
    }
    StreamingMetrics metrics = backup.metrics().snapshot();
    blocks.add(repo(progress, metrics.receivedBytes()));
    blocks.add(blobs(progress));
    blocks.add(
        Block.Facts.of(new Block.Facts.Row(BackupText.FILE_SIZE.toString(), Numbers.bytes(destination.file().sizeBytes()))));
    blocks.addAll(Meter.received(metrics));
    blocks.add(Meter.ofBackup(metrics, BackupText.METER_SINCE, frame.storage()));
    if (destination.placeOrNull() == null) {
      blocks.add(new Block.Text(BackupText.WORKING_ROOM.toString()));
    }
    blocks.add(Block.Buttons.of(Button.secondary(Dialogue.CANCEL, BackupText.STOP.toString())));
    View view =
        View.of("backup-working", BackupText.WORKING_TITLE.toString())
            .withLead(BackupText.WORKING_LEAD.toString())
            .withBusy(true);
    return frame.alone(view.withBlocks(blocks));
  }

  private static Block repo(BackupProgress progress, long receivedBytes) {
    boolean isDone = progress.stage().compareTo(BackupProgress.Stage.REPO) > 0;
    String detail =
        isDone || receivedBytes == 0 ? "" : BackupText.REPO_READ.with(Numbers.bytes(receivedBytes));
    return bar("repo", BackupText.WORK_REPO, isDone ? 1 : 0, isDone ? OptionalLong.of(1) : OptionalLong.empty(), detail,
        isDone ? Block.Progress.State.DONE : Block.Progress.State.RUNNING);
  }

  private static Block blobs(BackupProgress progress) {
    int place = progress.stage().compareTo(BackupProgress.Stage.BLOBS);
    if (place < 0) {
      return bar("blobs", BackupText.WORK_BLOBS, 0, OptionalLong.empty(), "", Block.Progress.State.WAITING);
    }
    String detail =
        BackupText.BLOBS_RUNNING.with(
            Numbers.count(progress.writtenBlobs()),
            Numbers.count(progress.expectedBlobs()),
            Numbers.bytes(progress.blobBytes()));
    return bar(
        "blobs",
        BackupText.WORK_BLOBS,
        progress.writtenBlobs() + progress.absentBlobs(),
        OptionalLong.of(progress.expectedBlobs()),
        detail,
        place > 0 ? Block.Progress.State.DONE : Block.Progress.State.RUNNING);
  }

  private static Block bar(
      String id, BackupText label, long done, OptionalLong total, String detail, Block.Progress.State state) {
    Text stateLabel =
        switch (state) {
          case WAITING -> Text.STATE_WAITING;
          case RUNNING -> Text.STATE_RUNNING;
          case DONE -> Text.STATE_DONE;
          case FAILED -> Text.STATE_FAILED;
        };
    return new Block.Progress(id, label.toString(), done, total, detail, state, stateLabel.toString());
  }

  /** It lies at the place that the person picked. */
  View saved(BackupResult result, String fileName) {
    List<Block> blocks = new ArrayList<>(contents(result));
    blocks.addAll(keeping());
    blocks.add(Block.Buttons.of(Button.primary(Dialogue.BACK, BackupText.FINISH.toString())));
    View view =
        View.of("backup-saved", BackupText.SAVED_TITLE.toString()).withLead(BackupText.SAVED_LEAD.with(fileName));
    return frame.alone(view.withBlocks(blocks));
  }

  /**
   * It lies in this browser and is to be saved.
   *
   * @param resultOrNull null when an earlier page has made it
   * @param address of the file within this page
   */
  View ready(BackupResult resultOrNull, String address, String fileName, long sizeBytes) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Saving(BackupText.SAVE.with(Numbers.bytes(sizeBytes)), address, fileName));
    blocks.add(new Block.Text(BackupText.SAVE_NOTE.toString(), Block.Tone.WARNING));
    if (resultOrNull != null) {
      blocks.addAll(contents(resultOrNull));
    }
    blocks.addAll(keeping());
    blocks.add(
        Block.Buttons.of(
            Button.primary(IS_SAVED, BackupText.IS_SAVED.toString()),
            Button.secondary(Dialogue.BACK, BackupText.THROW_AWAY.toString())));
    View view = View.of("backup-ready", BackupText.READY_TITLE.toString()).withLead(BackupText.READY_LEAD.toString());
    return frame.alone(view.withBlocks(blocks));
  }

  private List<Block> contents(BackupResult result) {
    RepoReport repo = result.repo();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.Facts.of(
            row(BackupText.FACT_RECORDS, Numbers.count(repo.recordCount())),
            row(
                BackupText.FACT_BLOBS,
                BackupText.BLOBS_TOTAL.with(Numbers.count(result.blobCount()), Numbers.bytes(result.blobBytes()))),
            row(BackupText.FACT_PREFERENCES, words(result.manifest().preferences())),
            row(BackupText.FACT_SIZE, Numbers.bytes(result.sizeBytes()))));
    if (result.movedOn()) {
      blocks.add(new Block.Text(BackupText.MOVED_ON.toString(), Block.Tone.NOTE));
    }
    blocks.addAll(AbsentBlobs.blocks(result.missing(), AbsentBlobs.Told.WHEN_MADE));
    blocks.add(Meter.ofBackup(result.counted(), BackupText.METER_ALL, frame.storage()));
    return blocks;
  }

  private static Block.Facts.Row row(BackupText label, String value) {
    return new Block.Facts.Row(label.toString(), value);
  }

  static String words(Manifest.Preferences preferences) {
    BackupText text =
        switch (preferences) {
          case INCLUDED -> BackupText.PREFERENCES_IN;
          case NOT_ASKED_FOR -> BackupText.PREFERENCES_OUT;
          case NONE_AT_SOURCE -> BackupText.PREFERENCES_NONE;
        };
    return text.toString();
  }

  private static List<Block> keeping() {
    return List.of(
        new Block.Heading(BackupText.KEEP_HEADING.toString()),
        items(BackupText.KEEP_COPIES, BackupText.KEEP_CHECK, BackupText.KEEP_OPEN),
        cannotBringBack());
  }
}
