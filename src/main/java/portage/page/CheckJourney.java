package portage.page;

import portage.archive.BackupCheck;
import portage.archive.BackupFile;
import portage.archive.BackupReport;
import portage.atproto.Did;
import portage.atproto.DidDocument;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.migration.Migration;
import portage.stream.CancelSignal;
import portage.stream.StoredItem;

/** Leads from a file that the person chooses to what it is worth. */
final class CheckJourney {
  private final Migration.Surroundings around;
  private final BackupTools tools;
  private final Dialogue dialogue;
  private final Turn turn;
  private final Diagnostics diagnostics;
  private final CheckScreens screens;

  CheckJourney(
      Migration.Surroundings around,
      BackupTools tools,
      Dialogue dialogue,
      Turn turn,
      Diagnostics diagnostics,
      CheckScreens screens) {
    this.around = around;
    this.tools = tools;
    this.dialogue = dialogue;
    this.turn = turn;
    this.diagnostics = diagnostics;
    this.screens = screens;
  }

  /** Until the person goes back. */
  void begin() throws CancelledException {
    StreamingException problem = null;
    String error = "";
    while (true) {
      UserAction action = dialogue.ask(screens.choose(problem, error));
      if (action.action().equals(Dialogue.BACK)) {
        return;
      }
      problem = null;
      StoredItem file = action.fileOrNull(CheckScreens.FILE);
      error = file == null ? BackupText.CHECK_FILE_MISSING.toString() : "";
      if (file == null) {
        continue;
      }
      try {
        if (isBack(look(file))) {
          return;
        }
      } catch (CancelledException e) {
        // Stopped: perhaps another file.
      } catch (StreamingException e) {
        diagnostics.told(e);
        problem = e;
      }
    }
  }

  private static boolean isBack(UserAction action) {
    return action.action().equals(Dialogue.BACK);
  }

  /** Checks the file and shows what was found; returns what the person wants next. */
  private UserAction look(StoredItem file) throws StreamingException {
    CancelSignal signal = new CancelSignal();
    try (BackupPictures pictures = new BackupPictures(tools.addresses())) {
      BackupReport report = report(file, pictures, signal);
      return dialogue.ask(screens.result(report, pictures.shown()));
    }
  }

  private BackupReport report(StoredItem file, BackupPictures pictures, CancelSignal signal) throws StreamingException {
    WorkPainter painter = new WorkPainter(dialogue, around.clock());
    BackupCheck check = new BackupCheck(tools.surroundings(around), did -> liveOrNull(did, signal), signal, painter);
    CancelSignal formerWork = dialogue.working(signal);
    try (Exclusive.Hold hold = turn.take(BackupRun.TURN)) {
      painter.show(() -> screens.working(check.progress()));
      BackupReport report = check.run(file);
      if (report.verdict() != BackupReport.Verdict.NOT_AT_ALL) {
        pictures.take(BackupFile.open(file, tools.deflate()), signal);
      }
      return report;
    } finally {
      dialogue.working(formerWork);
    }
  }

  /** What the directory says today; null without a network, or where it does not know the account. */
  private DidDocument liveOrNull(Did did, CancelSignal signal) throws CancelledException {
    try {
      return around.identities().document(did, null, signal);
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return null;
    }
  }
}
