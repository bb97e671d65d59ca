package portage.page;

import portage.atproto.Account;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.KeyPerson;
import portage.migration.LostMove;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.OwnKey;
import portage.migration.Restorable;
import portage.migration.RestoreWay;
import portage.migration.SavedAccount;
import portage.migration.SourceAccess;
import portage.migration.Step;
import portage.stream.CancelSignal;
import portage.stream.StoredItem;

/** Opens the backup that is to be restored, and finds out who speaks for its account. */
final class RestoreDesk {
  /** Signs the person in at the source; null when they went back. */
  interface SourceSignIn {
    Session session() throws StreamingException;
  }

  /**
   * A backup, and what its account's identity says now.
   *
   * @param lostOrNull a restore of it that came past the gate and was not finished, of which this browser knows nothing
   */
  private record Opened(SavedAccount saved, Restorable found, LostMove.Found lostOrNull) {}

  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final RestoreScreens screens;
  private final Diagnostics diagnostics;
  private final RestoreTools tools;
  private final LostMove lostMoves;
  private Opened opened;
  /** In memory only; null when there is none. */
  private OwnKey key;

  RestoreDesk(
      Migration.Surroundings around,
      Dialogue dialogue,
      RestoreScreens screens,
      Diagnostics diagnostics,
      RestoreTools tools) {
    this.around = around;
    this.dialogue = dialogue;
    this.screens = screens;
    this.diagnostics = diagnostics;
    this.tools = tools;
    this.lostMoves = new LostMove(around.servers(), around.directory(), around.identities(), around.clock());
  }

  /** The account in the backup that the person chooses; null when they went back. */
  Account choose() throws CancelledException {
    opened = opened(null);
    return opened == null ? null : opened.found().account();
  }

  /** The account of the backup that was chosen last. */
  Account account() {
    return opened.found().account();
  }

  /** The restore of it that is only to be finished, past the gate; null for one from the beginning. */
  MigrationState lostOrNull() {
    return opened.lostOrNull() == null ? null : opened.lostOrNull().state();
  }

  /** Asks until it is a backup, and of this account where it is a restore that was begun before. */
  private Opened opened(MigrationPlan planOrNull) throws CancelledException {
    StreamingException problem = null;
    RestoreScreens.Left left = RestoreScreens.Left.FILLED;
    while (true) {
      UserAction action = dialogue.ask(screens.file(planOrNull, left, problem));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      problem = null;
      StoredItem file = action.fileOrNull(RestoreScreens.FILE);
      left = file == null ? RestoreScreens.Left.EMPTY : RestoreScreens.Left.FILLED;
      if (file == null) {
        continue;
      }
      dialogue.show(screens.opening());
      try {
        return open(file, planOrNull);
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        diagnostics.told(e);
        problem = e;
      }
    }
  }

  /** Null when the person did not want to wait for it. */
  private Opened open(StoredItem file, MigrationPlan planOrNull) throws StreamingException {
    SavedAccount saved = SavedAccount.open(file, file.name(), tools.deflate());
    if (planOrNull != null && !saved.did().equals(planOrNull.did())) {
      throw new StreamingException(
          ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, ErrorContext.of("read backup").about(saved.did().toString()), null);
    }
    return dialogue.waitFor(
        signal -> {
          Restorable found = Restorable.find(saved, around, signal);
          return new Opened(saved, found, planOrNull == null ? lostOrNull(saved, found.account(), signal) : null);
        });
  }

  /** A server that does not answer may be the one that is gone: then there is nothing to be finished at it. */
  private LostMove.Found lostOrNull(SavedAccount saved, Account account, CancelSignal signal)
      throws CancelledException {
    try {
      LostMove.Found lost = lostMoves.find(account, signal);
      return lost == null || lost.stand() != LostMove.Stand.NOT_ON_YET
          ? null
          : new LostMove.Found(lost.plan().withSourceKey(saved.signingKey()), lost.stand());
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return null;
    }
  }

  /** Who speaks for the account, proved; null when the person went back. */
  SourceAccess leave(SourceSignIn signIn) throws StreamingException {
    while (true) {
      UserAction action = dialogue.ask(screens.way(opened.found(), opened.saved()));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      SourceAccess access = action.action().equals(RestoreScreens.WITH_KEY) ? byKey() : backed(signIn);
      if (access != null) {
        return access;
      }
    }
  }

  /** The same for a restore that is only to be finished: the identity has changed, so that no key is needed any more. */
  SourceAccess leaveLost(SourceSignIn signIn) throws StreamingException {
    while (true) {
      UserAction action = dialogue.ask(screens.lost(opened.lostOrNull().plan()));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      if (action.action().equals(RestoreScreens.WITHOUT_SERVER)) {
        KeyPerson asking = new KeyAsking(dialogue, screens, ErrorText.Phase.of(lostOrNull()));
        return new SourceAccess.ByKey(opened.saved(), null, asking, tools.signing());
      }
      SourceAccess access = backed(signIn);
      if (access != null) {
        return access;
      }
    }
  }

  private SourceAccess backed(SourceSignIn signIn) throws StreamingException {
    Session session = signIn.session();
    return session == null ? null : new SourceAccess.Backed(session, opened.saved());
  }

  private SourceAccess byKey() throws CancelledException {
    KeyAsking asking = new KeyAsking(dialogue, screens, ErrorText.Phase.SETUP);
    StreamingException problem = null;
    while (true) {
      String text = asking.textOrNull(RestoreScreens.Time.FIRST, problem);
      if (text == null) {
        return null;
      }
      try {
        key = OwnKey.find(text, opened.found().rotationKeys(), opened.saved().did().toString(), tools.signing());
        return new SourceAccess.ByKey(opened.saved(), key, asking, tools.signing());
      } catch (StreamingException e) {
        problem = e;
      }
    }
  }

  /**
   * The same for a restore that was begun before; null when the person went back. The file is asked for as long as something of
   * it may be needed, the key when it is.
   */
  SourceAccess again(MigrationState state, SourceSignIn signIn) throws StreamingException {
    // Where notes were lost, the gate is behind and the target is still compared with the backup.
    boolean isAllThere = state.isPastGate() && state.isDone(Step.COPY_PREFERENCES);
    SavedAccount saved = isAllThere ? SavedAccount.noMore(state) : savedAgain(state.plan());
    if (saved == null) {
      return null;
    }
    if (state.backupOrNull().way() == RestoreWay.BY_OWN_KEY) {
      KeyPerson asking = new KeyAsking(dialogue, screens, ErrorText.Phase.of(state));
      return new SourceAccess.ByKey(saved, null, asking, tools.signing());
    }
    Session session = signIn.session();
    return session == null ? null : new SourceAccess.Backed(session, saved);
  }

  /** Forgets the key that was given. */
  void forgetKey() {
    if (key != null) {
      key.wipe();
      key = null;
    }
  }

  private SavedAccount savedAgain(MigrationPlan plan) throws CancelledException {
    opened = opened(plan);
    return opened == null ? null : opened.saved();
  }
}
