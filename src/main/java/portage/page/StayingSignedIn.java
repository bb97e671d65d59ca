package portage.page;

import portage.atproto.Did;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.TokenSafe;
import portage.net.Origin;
import portage.stream.CancelSignal;

/**
 * The wish to stay signed in on this computer until a move is over. What is kept is each server's refresh token, renewed with
 * every refresh; never a password.
 */
final class StayingSignedIn {
  /** Name of the checkbox. */
  private static final String FIELD = "stay";

  /** Which of the two servers of a move. */
  enum Side { SOURCE, TARGET }

  /** What the person wants; as before where nobody was asked again. */
  enum Wish { STAY, LEAVE, AS_BEFORE }

  private final TokenSafe safe;
  private final Servers servers;

  StayingSignedIn(TokenSafe safe, Servers servers) {
    this.safe = safe;
    this.servers = servers;
  }

  /** The box to tick, where it can be offered. */
  Field[] box() {
    return safe.isUsable()
        ? new Field[] {Field.checkbox(FIELD, Text.STAY_LABEL.toString()).withHint(Text.STAY_HINT.toString())}
        : new Field[0];
  }

  /** What the person wants, by what was typed into the form with the box. */
  static Wish wishOf(UserAction typed) {
    return typed.isYes(FIELD) ? Wish.STAY : Wish.LEAVE;
  }

  /** Does what the person wants, once the move is begun: before that, nothing is kept that could be left behind. */
  void settle(Wish wish, Session source) throws StreamingException {
    switch (wish) {
      case STAY -> keep(Side.SOURCE, source);
      case LEAVE -> safe.wipe(source.did());
      case AS_BEFORE -> {}
    }
  }

  /** The session at the target, which comes later, follows the wish for the one at the source. */
  void entered(Session target) throws StreamingException {
    if (safe.open(target.did(), Side.SOURCE.name()) != null) {
      keep(Side.TARGET, target);
    }
  }

  private void keep(Side side, Session session) throws StreamingException {
    session.keptBy(token -> safe.keep(session.did(), side.name(), token));
  }

  /**
   * The session of an earlier page, refreshed, or null when a password has to be asked for: nothing was kept, or the server
   * does not take it any more. Every other failure may be over at the next try, and is thrown.
   */
  Session restore(Did did, Side side, Origin server, CancelSignal signal) throws StreamingException {
    String token = safe.open(did.toString(), side.name());
    if (token == null) {
      return null;
    }
    Session session = resumed(token, did, server, signal);
    if (session != null) {
      keep(side, session);
    }
    return session;
  }

  private Session resumed(String token, Did did, Origin server, CancelSignal signal) throws StreamingException {
    try {
      return servers.pds(server, signal).resumeSession(token, did.toString());
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.SESSION_EXPIRED || e.code() == ErrorCode.WRONG_ACCOUNT) {
        return null;
      }
      throw e;
    }
  }

  /** Forgets every sign-in of the account. */
  void wipe(String did) throws StreamingException {
    safe.wipe(did);
  }
}
