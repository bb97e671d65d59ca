package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.archive.NearCopies;
import portage.atproto.Account;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.migration.MigrationState;

/** Lets the person save what was moved before they decide, from the copy in this browser. */
final class GateBackup {
  /** Finds the copies, at the moment when they are wanted. */
  interface Copies {
    NearCopies find() throws StreamingException;
  }

  private static final String ACTION = "gate-backup";

  private final BackupRun run;
  private final MigrationState state;
  private final Session session;
  private final Copies copies;
  private final Progress progress;
  private final Diagnostics diagnostics;
  private StreamingException problem;

  /**
   * @param session at the account's present server
   * @param progress of the move, which stands still meanwhile
   */
  GateBackup(
      BackupRun run,
      MigrationState state,
      Session session,
      Copies copies,
      Progress progress,
      Diagnostics diagnostics) {
    this.run = run;
    this.state = state;
    this.session = session;
    this.copies = copies;
    this.progress = progress;
    this.diagnostics = diagnostics;
  }

  /** What the gate says about it; nothing where no copies are kept, or there is nobody but a backup to have them from. */
  List<Block> blocks() {
    if (state.areCopiesGivenUp() || state.isByOwnKey()) {
      return List.of();
    }
    Account account = account();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(BackupText.GATE_HEADING.toString()));
    blocks.add(new Block.Text(BackupText.GATE_NOTE.toString()));
    if (problem != null) {
      blocks.addAll(Problems.blocks(problem, ErrorText.Phase.BACKUP, account.pds().host()));
    }
    Button save = Button.secondary(ACTION, BackupText.GATE_SAVE.toString());
    blocks.add(Block.Buttons.of(save.withSaveAs(run.fileNameFor(nameOf(account)))));
    return blocks;
  }

  private Account account() {
    return state.plan().source();
  }

  private static String nameOf(Account account) {
    return account.handleOrNull() == null ? account.did().toString() : account.handleOrNull();
  }

  /** Makes the backup if that is what was asked for; returns whether it was. */
  boolean takes(UserAction action) {
    problem = null;
    if (!action.action().equals(ACTION)) {
      return false;
    }
    progress.rest();
    problem = outcome(action.chosen().placeOrNull());
    progress.keepFresh();
    return true;
  }

  /** What went wrong, or null. */
  private StreamingException outcome(SavePlace placeOrNull) {
    try {
      run.make(new BackupWish(account(), session, copies.find(), placeOrNull, state.profile()));
      return null;
    } catch (CancelledException e) {
      return null; // stopped: back to the decision
    } catch (StreamingException e) {
      diagnostics.told(e);
      return e;
    }
  }
}
