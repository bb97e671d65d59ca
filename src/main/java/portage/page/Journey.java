package portage.page;

import portage.error.CancelledException;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.migration.Fact;
import portage.migration.KeptCopies;
import portage.migration.Migration;
import portage.migration.MigrationState;
import portage.migration.SavedAccount;
import portage.migration.SecondWind;
import portage.migration.TokenSafe;
import portage.migration.Verification;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Task;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

/** The whole story from the first screen to the last, over and over. The one place that knows what follows what. */
public final class Journey {
  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final ProfileChoice suggested;
  private final Diagnostics diagnostics;
  private final SetupScreens setupScreens;
  private final MoveScreens moveScreens;
  private final EndScreens endScreens;
  private final Frame frame;
  private final RepairJourney repair;
  private final StayingSignedIn staying;
  private final ForgetScreens forgetScreens;
  private final Turn turn;
  private final Forgetting forgetting;
  private final RestoreDesk restoring;
  private final Welcome welcome;
  private final BackupJourney backup;
  private final BackupRun backupRun;

  /**
   * @param suggested how much at once suits this device; the person may choose otherwise
   * @param safe for those who want to stay signed in
   * @param tools for backups
   * @param restoreTools for backups that are restored
   */
  public Journey(
      Migration.Surroundings around,
      Dialogue dialogue,
      Exclusive exclusive,
      SiteInfo site,
      ProfileChoice suggested,
      TokenSafe safe,
      BackupTools tools,
      RestoreTools restoreTools,
      Diagnostics diagnostics) {
    this.around = around;
    this.dialogue = dialogue;
    this.suggested = suggested;
    this.diagnostics = diagnostics;
    frame = new Frame(site);
    setupScreens = new SetupScreens(frame);
    moveScreens = new MoveScreens(frame);
    endScreens = new EndScreens(frame);
    repair = new RepairJourney(around, dialogue, frame, restoreTools.deflate());
    staying = new StayingSignedIn(safe, around.servers(), around.clock());
    forgetScreens = new ForgetScreens(frame);
    turn = new Turn(exclusive, dialogue, endScreens, around.clock());
    forgetting =
        new Forgetting(around.storage(), around.journal(), staying, diagnostics, dialogue, forgetScreens);
    BackupScreens backupScreens = new BackupScreens(frame);
    backupRun = new BackupRun(around, tools, dialogue, turn, backupScreens);
    backup = new BackupJourney(around, suggested, tools.deflate(), dialogue, diagnostics, backupScreens, backupRun);
    CheckJourney check = new CheckJourney(around, tools, dialogue, turn, diagnostics, new CheckScreens(frame));
    BackupDesk desk = new BackupDesk(around.storage(), tools, exclusive, turn, backupRun, check);
    restoring = new RestoreDesk(around, dialogue, new RestoreScreens(frame), diagnostics, restoreTools);
    welcome =
        new Welcome(around, dialogue, new WelcomeScreens(frame), turn, forgetting, exclusive, desk, restoring);
  }

  /** Goes on until the page is closed. Throws only what makes the page useless, such as a journal that cannot be read. */
  public void run() throws StreamingException {
    StreamingException problem = null;
    while (true) {
      StreamingException failure = null;
      try {
        once(problem);
      } catch (CancelledException e) {
        // Given up before anything was begun: back to the start.
      } catch (StreamingException e) {
        failure = e;
      }
      problem = failure;
      if (failure != null) {
        diagnostics.told(failure);
      }
    }
  }

  private void once(StreamingException problem) throws StreamingException {
    Welcome.Start start = welcome.ask(problem);
    try (Exclusive.Hold hold = turn.take(start.did())) {
      if (start.purpose() == Welcome.Purpose.REPAIR) {
        repair.begin(start.account());
        return;
      }
      if (start.purpose() == Welcome.Purpose.BACKUP) {
        backup.begin(start.account());
        return;
      }
      // What another tab may have done in the meantime counts.
      MigrationState state = MigrationState.of(around.journal().facts(start.did()));
      Setup setup = new Setup(dialogue, setupScreens, around.servers(), suggested, repair, staying, restoring);
      Setup.Ready ready = state.plan() == null ? begin(setup, start) : setup.resume(state);
      if (ready != null) {
        state = noted(start.did(), state, ready);
      }
      while (ready != null && move(state, ready) == Ending.SIGNED_OUT) {
        state = MigrationState.of(around.journal().facts(start.did()));
        ready = setup.resume(state);
        if (ready != null) {
          settle(ready);
        }
      }
    } finally {
      restoring.forgetKey();
    }
  }

  private static Setup.Ready begin(Setup setup, Welcome.Start start) throws CancelledException, StreamingException {
    if (start.purpose() == Welcome.Purpose.RESTORE) {
      return start.lostOrNull() == null ? setup.restore() : setup.restoreLost(start.lostOrNull());
    }
    return start.lostOrNull() == null ? setup.begin(start.account()) : setup.resume(start.lostOrNull());
  }

  /** The journal, with what is now settled and was not in it. */
  private MigrationState noted(String did, MigrationState state, Setup.Ready ready) throws StreamingException {
    if (state.plan() == null) {
      around.journal().append(did, new Fact.Planned(around.clock().millis(), ready.plan()));
    }
    SavedAccount saved = ready.source().savedOrNull();
    if (saved != null && state.backupOrNull() == null) {
      around.journal().append(did, Fact.FromBackup.of(around.clock().millis(), saved, ready.source()));
    }
    if (state.profile() == null) {
      around.journal().append(did, new Fact.ProfileChosen(around.clock().millis(), ready.profile()));
    }
    settle(ready);
    return MigrationState.of(around.journal().facts(did));
  }

  private void settle(Setup.Ready ready) throws StreamingException {
    if (ready.source().sessionOrNull() != null) {
      staying.settle(ready.wish(), ready.source().sessionOrNull());
    }
  }

  /** How a move ended: for good, or because a server wants to see the password again. */
  private enum Ending { OVER, SIGNED_OUT }

  private Ending move(MigrationState state, Setup.Ready ready) throws StreamingException {
    CancelSignal signal = new CancelSignal();
    Progress progress =
        new Progress(around.clock(), around.retry(), around.servers().uploadsTo(state.plan().target()));
    MetricsCollector metrics =
        new MetricsCollector(around.clock(), ready.profile().memoryLimitBytes(), progress);
    Migration migration =
        new Migration(
            with(ready.profile()),
            state,
            ready.source(),
            ready.access(),
            new Asking(
                dialogue,
                setupScreens,
                moveScreens,
                new BlobScreens(frame),
                state,
                ready.targetDescription(),
                staying,
                new GateBackup(
                    backupRun,
                    state,
                    ready.source().sessionOrNull(),
                    () -> KeptCopies.near(around.storage(), state.plan().did().toString(), state),
                    progress,
                    diagnostics)),
            metrics,
            signal,
            progress);
    progress.of(dialogue, moveScreens, migration);
    dialogue.working(state.isPastGate() ? null : signal);
    around.retry().tell(metrics);
    around.retry().have(RetryPolicy.Patience.AT_WORK);
    diagnostics.follow(state, metrics);
    try {
      Verification verification = persist(migration, state, progress, signal);
      if (verification == null) {
        return Ending.SIGNED_OUT;
      }
      end(migration, endScreens.done(state, metrics.snapshot(), verification));
      forgetting.forget(state.plan().did().toString());
      dialogue.ask(endScreens.finished(state.plan()));
      return Ending.OVER;
    } catch (CancelledException e) {
      dialogue.working(null);
      if (!state.isPastGate()) {
        return giveUp(migration, state);
      }
      return Ending.OVER;
    } finally {
      migration.forgetKeys();
      around.retry().tell(RetryPolicy.Listener.NONE);
      around.retry().have(RetryPolicy.Patience.AT_A_QUESTION);
      dialogue.working(null);
    }
  }

  /** Signs out, unless something is missing that can be looked for now; then after that. */
  private void end(Migration migration, View done) throws StreamingException {
    if (migration.state().blobProblems().isEmpty()) {
      migration.signOut();
    }
    if (dialogue.ask(done).action().equals(RepairScreens.REPAIR)) {
      repair.mendAfterMove(migration.state().plan(), migration.targetSessionOrNull());
    }
    if (!migration.state().blobProblems().isEmpty()) {
      migration.signOut();
    }
  }

  /** Everything around a move, with the settings that hold for this one. */
  private Migration.Surroundings with(TransferProfile profile) {
    return new Migration.Surroundings(
        around.servers(),
        around.directory(),
        around.identities(),
        around.signatures(),
        around.hashes(),
        around.storage(),
        around.tee(),
        around.gzip(),
        around.journal(),
        around.clock(),
        around.retry(),
        profile);
  }

  /** Runs the migration until it is through, or the person gives it up; null when a session has ended. */
  private Verification persist(
      Migration migration, MigrationState state, Progress progress, CancelSignal signal) throws StreamingException {
    SecondWind wind = new SecondWind(migration, around.retry(), signal);
    while (true) {
      StreamingException failure;
      progress.keepFresh();
      try {
        return wind.run();
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        failure = e;
      } finally {
        progress.rest();
      }
      diagnostics.told(failure);
      migration.noteFailure(failure);
      migration.metrics().failed(failure.code());
      dialogue.ask(endScreens.stopped(state, migration.metrics().snapshot(), failure));
      if (RecoverableStreamingException.asks(failure, RecoveryStrategy.Question.SIGN_IN)) {
        return null;
      }
    }
  }

  /** Asks first: what was moved so far is lost by it. A server that hangs is not waited for. */
  private Ending giveUp(Migration migration, MigrationState state) throws StreamingException {
    if (!dialogue.ask(forgetScreens.cancel(state)).action().equals(ForgetScreens.FORGET)) {
      return Ending.SIGNED_OUT;
    }
    Task.start(
        () -> {
          migration.signOut();
          return null;
        });
    forgetting.forget(state.plan().did().toString());
    dialogue.ask(endScreens.cancelled(state));
    return Ending.OVER;
  }
}
