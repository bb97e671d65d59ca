package portage.page;

import portage.atproto.Account;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.LostMove;
import portage.migration.Migration;
import portage.migration.MigrationState;
import portage.net.Origin;
import portage.stream.CancelSignal;

/** Finds the account that a person typed, and a move of it that was not finished although this browser knows of none. */
final class AccountSearch {
  /** {@code lostOrNull}: the move that the person wants finished. */
  record Found(Account account, MigrationState lostOrNull) {}

  /** What the servers say; {@code lostOrNull}: a move that was not finished. */
  private record Seen(Account account, LostMove.Found lostOrNull) {}

  private final Migration.Surroundings around;
  private final Dialogue dialogue;
  private final WelcomeScreens screens;
  private final LostMove lostMoves;

  AccountSearch(Migration.Surroundings around, Dialogue dialogue, WelcomeScreens screens) {
    this.around = around;
    this.dialogue = dialogue;
    this.screens = screens;
    this.lostMoves = new LostMove(around.servers(), around.directory(), around.identities(), around.clock());
  }

  /** The account alone; null when the person did not want to wait. */
  Account find(UserAction typed) throws StreamingException {
    return dialogue.waitFor(signal -> find(typed, signal));
  }

  /** The account for a move; null when the person did not want to wait, or went back. */
  Found findForMove(UserAction typed) throws StreamingException {
    Seen seen = dialogue.waitFor(signal -> look(typed, signal));
    return seen == null || seen.lostOrNull() == null ? found(seen) : asked(seen);
  }

  private static Found found(Seen seenOrNull) {
    return seenOrNull == null ? null : new Found(seenOrNull.account(), null);
  }

  private Account find(UserAction typed, CancelSignal signal) throws StreamingException {
    String server = typed.value("server").trim();
    Origin pds = server.isEmpty() ? null : around.servers().parse(server);
    if (!server.isEmpty() && pds == null) {
      throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read address").about(server), null);
    }
    return around.identities().resolve(typed.value("account"), pds, signal);
  }

  private Seen look(UserAction typed, CancelSignal signal) throws StreamingException {
    StreamingException mismatch;
    try {
      Account account = find(typed, signal);
      return new Seen(account, lostMoves.find(account, signal));
    } catch (StreamingException e) {
      mismatch = e;
    }
    if (mismatch.code() != ErrorCode.HANDLE_MISMATCH && mismatch.code() != ErrorCode.WRONG_SERVER) {
      throw mismatch;
    }
    // Who does not know that the identity has moved on types the former handle or server.
    Account account = around.identities().resolve(mismatch.context().subject(), null, signal);
    LostMove.Found lost = lostMoves.find(account, signal);
    if (lost == null) {
      throw mismatch;
    }
    return new Seen(account, lost);
  }

  /** Such a move may be finished, or left alone where the account lives in both places. */
  private Found asked(Seen seen) throws StreamingException {
    return switch (dialogue.ask(screens.lostMove(seen.lostOrNull())).action()) {
      case WelcomeScreens.FINISH_LOST -> new Found(seen.account(), seen.lostOrNull().state());
      case WelcomeScreens.LEAVE_LOST -> new Found(seen.account(), null);
      default -> null;
    };
  }
}
