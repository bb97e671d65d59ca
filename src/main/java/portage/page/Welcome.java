package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.Account;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.Migration;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.net.Origin;
import portage.stream.CancelSignal;

/** The first question: which account is to move, or which move that was begun here is to be carried on. */
final class Welcome {
  /** What is wanted with it. */
  enum Purpose { MOVE, REPAIR }

  /** Which account: one that was typed and found, or, with a null account, one whose move was begun before. */
  record Start(String did, Account account, Purpose purpose) {}

  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final SetupScreens screens;
  private final Turn turn;
  private final Forgetting forgetting;
  private final Exclusive exclusive;

  Welcome(
      Migration.Surroundings around,
      Dialogue dialogue,
      SetupScreens screens,
      Turn turn,
      Forgetting forgetting,
      Exclusive exclusive) {
    this.around = around;
    this.dialogue = dialogue;
    this.screens = screens;
    this.turn = turn;
    this.forgetting = forgetting;
    this.exclusive = exclusive;
  }

  /** {@code problemOrNull}: what led back here. It may have come at any time, so that it does not say how far a move is. */
  Start ask(StreamingException problemOrNull) throws StreamingException {
    StreamingException problem = problemOrNull;
    ErrorText.Phase phase = ErrorText.Phase.UNKNOWN;
    UserAction typed = null;
    while (true) {
      UserAction action = dialogue.ask(screens.welcome(unfinished(), typed, problem, phase));
      problem = null;
      typed = null;
      if (action.action().startsWith(SetupScreens.RESUME)) {
        return new Start(action.action().substring(SetupScreens.RESUME.length()), null, Purpose.MOVE);
      }
      if (action.action().startsWith(SetupScreens.FORGET)) {
        forget(action.action().substring(SetupScreens.FORGET.length()));
        continue;
      }
      typed = action;
      if (action.value("account").trim().isEmpty()) {
        continue;
      }
      try {
        return find(action);
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
    for (MigrationState other : unfinished()) {
      isShared |= other.plan().target().equals(target);
    }
    if (!isShared) {
      around.servers().uploadsTo(target).forget();
    }
  }

  private Start find(UserAction typed) throws StreamingException {
    String server = typed.value("server").trim();
    Origin pds = server.isEmpty() ? null : around.servers().parse(server);
    if (!server.isEmpty() && pds == null) {
      throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read address").about(server), null);
    }
    Account account = around.identities().resolve(typed.value("account"), pds, new CancelSignal());
    Purpose purpose = typed.action().equals(RepairScreens.REPAIR) ? Purpose.REPAIR : Purpose.MOVE;
    return new Start(account.did().toString(), account, purpose);
  }

  private List<MigrationState> unfinished() throws StreamingException {
    List<MigrationState> states = new ArrayList<>();
    for (String did : around.journal().dids()) {
      MigrationState state = MigrationState.of(around.journal().facts(did));
      if (state.plan() == null || state.isFinished()) {
        forgetLeftovers(did);
      } else {
        states.add(state);
      }
    }
    return states;
  }

  /** What a move or a search has left behind, unless another tab is still at it. */
  private void forgetLeftovers(String did) throws StreamingException {
    try (Exclusive.Hold hold = exclusive.tryHold(did)) {
      if (hold != null) {
        forgetting.forget(did);
      }
    }
  }
}
