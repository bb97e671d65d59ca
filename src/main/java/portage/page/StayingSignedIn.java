package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.TokenSafe;
import portage.net.Clock;
import portage.net.Origin;
import portage.stream.CancelSignal;
import portage.stream.Task;

/**
 * The wish to stay signed in on this computer until a move is over. What is kept is each server's refresh token, renewed with
 * every refresh, and where it is good for; never a password.
 */
final class StayingSignedIn {
  /** Name of the checkbox. */
  private static final String FIELD = "stay";

  /** Which of the two servers of a move. */
  enum Side { SOURCE, TARGET }

  /** What the person wants; as before where nobody was asked again. */
  enum Wish { STAY, LEAVE, AS_BEFORE }

  /** How long the person waits at most for servers to sign out. */
  private static final long MOMENT_MILLIS = 2000;

  private static final long LOOK_MILLIS = 50;

  /**
   * What became of a kept sign-in.
   *
   * @param refusalOrNull why there is no session; null as well when nothing was kept
   */
  record Restored(Session sessionOrNull, StreamingException refusalOrNull) {
    static final Restored NOTHING = new Restored(null, null);
  }

  private final TokenSafe safe;
  private final Servers servers;
  private final Clock clock;

  StayingSignedIn(TokenSafe safe, Servers servers, Clock clock) {
    this.safe = safe;
    this.servers = servers;
    this.clock = clock;
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
      case LEAVE -> wipe(source.did());
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
    session.keptBy(token -> safe.keep(session.did(), side.name(), session.origin() + " " + token));
  }

  /** The token that is kept, or null. */
  private String tokenOrNull(String did, Side side) throws StreamingException {
    String kept = safe.open(did, side.name());
    return kept == null ? null : kept.substring(kept.indexOf(' ') + 1);
  }

  /** Whether there is something to be restored. */
  boolean isKept(Did did, Side side) throws StreamingException {
    return tokenOrNull(did.toString(), side) != null;
  }

  /**
   * The session of an earlier page, refreshed, or why a password has to be asked for. Every failure but the server's refusal
   * may be over at the next try, and is thrown.
   */
  Restored restore(Did did, Side side, Origin server, CancelSignal signal) throws StreamingException {
    String token = tokenOrNull(did.toString(), side);
    if (token == null) {
      return Restored.NOTHING;
    }
    Restored restored = resumed(token, did, server, signal);
    if (restored.sessionOrNull() != null) {
      keep(side, restored.sessionOrNull());
    }
    return restored;
  }

  private Restored resumed(String token, Did did, Origin server, CancelSignal signal) throws StreamingException {
    try {
      return new Restored(servers.pds(server, signal).resumeSession(token, did.toString()), null);
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.SESSION_EXPIRED || e.code() == ErrorCode.WRONG_ACCOUNT) {
        return new Restored(null, refusal(e, server));
      }
      throw e;
    }
  }

  private static StreamingException refusal(StreamingException e, Origin server) {
    return e instanceof XrpcException refused
        ? refused.as(ErrorCode.KEPT_SIGN_IN_REFUSED)
        : new StreamingException(ErrorCode.KEPT_SIGN_IN_REFUSED, e.context().at(server.host()), e.detail());
  }

  /**
   * Signs out whatever is kept of the account, and forgets it. A server that does not answer at once is not waited for: it is
   * told in the background, as long as the page is open.
   */
  void wipe(String did) throws StreamingException {
    List<Task<Void>> signOuts = new ArrayList<>();
    for (Side side : Side.values()) {
      String kept = safe.open(did, side.name());
      Origin origin = kept == null ? null : servers.parse(kept.substring(0, Math.max(0, kept.indexOf(' '))));
      if (origin != null) {
        signOuts.add(signOut(origin, tokenOrNull(did, side)));
      }
    }
    awaitForAMoment(signOuts);
    safe.wipe(did);
  }

  private Task<Void> signOut(Origin origin, String token) {
    return Task.start(() -> {
      servers.pds(origin, new CancelSignal()).deleteSession(token);
      return null;
    });
  }

  private void awaitForAMoment(List<Task<Void>> signOuts) {
    for (long waited = 0; waited < MOMENT_MILLIS && !areOver(signOuts); waited += LOOK_MILLIS) {
      clock.sleep(LOOK_MILLIS);
    }
  }

  private static boolean areOver(List<Task<Void>> tasks) {
    for (Task<Void> task : tasks) {
      if (!task.isOver()) {
        return false;
      }
    }
    return true;
  }
}
