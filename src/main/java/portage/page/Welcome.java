package portage.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.atproto.Account;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.net.Origin;

/** The first question: which account is to move or to be saved, or what that was begun here is to be carried on. */
final class Welcome {
  /** What is wanted with it. */
  enum Purpose { MOVE, REPAIR, BACKUP, RESTORE }

  /**
   * Which account: one that was typed and found, or, with a null account, one whose move was begun before.
   *
   * @param lostOrNull the move of that account which is to be finished although this browser knows nothing of it
   */
  record Start(String did, Account account, Purpose purpose, MigrationState lostOrNull) {}

  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final WelcomeScreens screens;
  private final Turn turn;
  private final AccountSearch search;
  private final Forgetting forgetting;
  private final Exclusive exclusive;
  private final BackupDesk backups;
  private final RestoreDesk restoring;
  /** Accounts whose journal cannot be read; each is told of once. */
  private final Set<String> unreadable = new HashSet<>();

  Welcome(
      Migration.Surroundings around,
      Dialogue dialogue,
      WelcomeScreens screens,
      Turn turn,
      Forgetting forgetting,
      Exclusive exclusive,
      BackupDesk backups,
      RestoreDesk restoring) {
    this.around = around;
    this.dialogue = dialogue;
    this.screens = screens;
    this.turn = turn;
    this.search = new AccountSearch(around, dialogue, screens);
    this.forgetting = forgetting;
    this.exclusive = exclusive;
    this.backups = backups;
    this.restoring = restoring;
  }

  /** {@code problemOrNull}: what led back here. It may have come at any time, so that it does not say how far a move is. */
  Start ask(StreamingException problemOrNull) throws StreamingException {
    StreamingException problem = problemOrNull;
    ErrorText.Phase phase = ErrorText.Phase.UNKNOWN;
    UserAction typed = null;
    while (true) {
      List<MigrationState> begun = begun();
      UserAction action = dialogue.ask(screens.welcome(begun, backups.left(), typed, problem, phase));
      problem = null;
      typed = null;
      if (action.action().startsWith(WelcomeScreens.RESUME)) {
        return new Start(action.action().substring(WelcomeScreens.RESUME.length()), null, Purpose.MOVE, null);
      }
      if (action.action().startsWith(WelcomeScreens.FORGET)) {
        forget(action.action().substring(WelcomeScreens.FORGET.length()));
        continue;
      }
      if (action.action().equals(RestoreScreens.RESTORE)) {
        Account account = restoring.choose();
        if (account != null) {
          return new Start(account.did().toString(), account, Purpose.RESTORE, restoring.lostOrNull());
        }
        continue;
      }
      if (backups.takes(action)) {
        continue;
      }
      typed = backups.known(action);
      if (typed.value("account").trim().isEmpty()) {
        continue;
      }
      try {
        dialogue.show(screens.searching(begun, typed));
        Start start = find(typed);
        if (start != null) {
          return start;
        }
      } catch (StreamingException e) {
        problem = e;
        phase = ErrorText.Phase.SETUP;
      }
    }
  }

  /** With every trace: also what was counted for its target, unless another move that was begun here goes there. */
  private void forget(String did) throws StreamingException {
    try (Exclusive.Hold hold = turn.take(did)) {
      MigrationPlan plan = MigrationState.of(around.journal().facts(did)).plan();
      if (forgetting.askAndForget(did) && plan != null) {
        forgetUploadsTo(plan.target());
      }
    } catch (CancelledException e) {
      // Another tab is at work on it: back to the start.
    }
  }

  private void forgetUploadsTo(Origin target) throws StreamingException {
    boolean isShared = false;
    for (MigrationState other : begun()) {
      isShared |= !other.isFinished() && other.plan().target().equals(target);
    }
    if (!isShared) {
      around.servers().uploadsTo(target).forget();
    }
  }

  /** Null when the person went back. */
  private Start find(UserAction typed) throws StreamingException {
    if (typed.action().equals(BackupScreens.BACK_UP)) {
      Account account = search.find(typed);
      return account == null ? null : new Start(account.did().toString(), account, Purpose.BACKUP, null);
    }
    if (typed.action().equals(RepairScreens.REPAIR)) {
      Account account = search.find(typed);
      return account == null ? null : new Start(account.did().toString(), account, Purpose.REPAIR, null);
    }
    AccountSearch.Found found = search.findForMove(typed);
    return found == null
        ? null
        : new Start(found.account().did().toString(), found.account(), Purpose.MOVE, found.lostOrNull());
  }

  /**
   * Moves that can be carried on, and those that are over, whose notes go now: who gets here with one of these has not ended
   * it by the button, and the page may have died before it told that all is done.
   */
  private List<MigrationState> begun() throws StreamingException {
    List<MigrationState> states = new ArrayList<>();
    for (String did : around.journal().dids()) {
      MigrationState state = readOrForgotten(did);
      if (state == null) {
        continue;
      }
      if (state.plan() == null) {
        forgetLeftovers(did);
      } else if (!state.isFinished() || forgetLeftovers(did)) {
        states.add(state);
      }
    }
    return states;
  }

  /** Null when it cannot be read and the person had it forgotten, or wants to go on without it for now. */
  private MigrationState readOrForgotten(String did) throws StreamingException {
    StreamingException failure;
    try {
      return MigrationState.of(around.journal().facts(did));
    } catch (StreamingException e) {
      failure = e;
    }
    if (failure.code() != ErrorCode.JOURNAL_NEWER && failure.code() != ErrorCode.JOURNAL_DAMAGED) {
      throw failure;
    }
    boolean isNews = unreadable.add(did);
    if (isNews && dialogue.ask(screens.unreadable(failure)).action().equals(WelcomeScreens.FORGET_NOTES)) {
      forgetLeftovers(did);
      unreadable.remove(did);
    }
    return null;
  }

  /** What a move or a search has left behind; false when another tab is still at it. */
  private boolean forgetLeftovers(String did) throws StreamingException {
    try (Exclusive.Hold hold = exclusive.tryHold(did)) {
      if (hold == null) {
        return false;
      }
      forgetting.forget(did);
      return true;
    }
  }
}
