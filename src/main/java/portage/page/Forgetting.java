package portage.page;

import portage.error.StreamingException;
import portage.migration.KeptCopies;
import portage.migration.MigrationJournal;
import portage.migration.MigrationState;
import portage.stream.StorageBackend;

/** Removes everything that this browser keeps of a move: the sign-ins and copies first, and what tells of them last. */
final class Forgetting {
  private final StorageBackend storage;
  private final MigrationJournal journal;
  private final StayingSignedIn staying;
  private final Diagnostics diagnostics;
  private final Dialogue dialogue;
  private final ForgetScreens screens;

  Forgetting(
      StorageBackend storage,
      MigrationJournal journal,
      StayingSignedIn staying,
      Diagnostics diagnostics,
      Dialogue dialogue,
      ForgetScreens screens) {
    this.storage = storage;
    this.journal = journal;
    this.staying = staying;
    this.diagnostics = diagnostics;
    this.dialogue = dialogue;
    this.screens = screens;
  }

  void forget(String did) throws StreamingException {
    staying.wipe(did);
    KeptCopies.delete(storage, did);
    journal.forget(did);
    diagnostics.forget(did);
  }

  /** Says what is lost; forgets the move if that is wanted, and returns whether it was. The caller holds the account. */
  boolean askAndForget(String did) throws StreamingException {
    MigrationState state = MigrationState.of(journal.facts(did));
    boolean isWanted = state.plan() == null || isWanted(state);
    if (isWanted) {
      forget(did);
    }
    return isWanted;
  }

  private boolean isWanted(MigrationState state) throws StreamingException {
    UserAction action = dialogue.ask(screens.forget(state, false));
    while (action.action().equals(ForgetScreens.FORGET) && state.isPastGate() && !action.isYes(ForgetScreens.CONFIRM)) {
      action = dialogue.ask(screens.forget(state, true));
    }
    return action.action().equals(ForgetScreens.FORGET);
  }
}
