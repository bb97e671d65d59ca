package portage.atproto;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.StreamingException;
import portage.net.Json;
import portage.net.Origin;

/**
 * A person signed in to one PDS. Tokens live in memory only and leave this object only as the header of a call, or to the
 * {@link Keeping} that the person wished for. The access token lives about two hours, the refresh token about 90 days; a
 * refresh token that was used is good for another two hours at the reference server and leads to the same successor, so that
 * a reply that was lost signs nobody out.
 */
public final class Session implements Bearer {
  /** Keeps what opens this session again, by the person's wish. */
  public interface Keeping {
    void keep(String refreshToken) throws StreamingException;
  }

  /** A token this close to its end may not reach the server in time. */
  private static final long SPARE_MILLIS = 60_000;

  private final Xrpc xrpc;
  private final String did;
  private final String handle;
  private final String emailOrNull;
  private final String statusOrNull;
  private final DidDocument documentOrNull;
  private String accessToken;
  private String refreshToken;
  private long takenAtMillis;
  private long lifeMillis;
  private boolean refreshing;
  private Keeping keepingOrNull;

  private Session(Xrpc xrpc, Json answer) throws StreamingException {
    this.xrpc = xrpc;
    this.did = answer.text("did");
    this.handle = answer.textOr("handle", "");
    if (!handle.isEmpty() && !Handle.isValid(handle)) {
      throw answer.bad("handle", "not a handle");
    }
    this.emailOrNull = answer.textOr("email", null);
    this.statusOrNull = answer.flagOr("active", true) ? null : answer.textOr("status", "deactivated");
    Json document = answer.objectOrNull("didDoc");
    this.documentOrNull = document == null ? null : DidDocument.of(document);
    take(answer);
  }

  /** The session in the answer of createSession or createAccount; {@code WRONG_ACCOUNT} when it is not {@code did}'s. */
  static Session of(Xrpc xrpc, Json answer, String did) throws StreamingException {
    Session session = new Session(xrpc, answer);
    if (!session.did.equals(did)) {
      throw new StreamingException(
          ErrorCode.WRONG_ACCOUNT, ErrorContext.of("sign in").at(xrpc.origin().host()).about(session.did), null);
    }
    return session;
  }

  /** The session that {@code refreshToken} opens again; {@code SESSION_EXPIRED} when it does not. */
  static Session resumed(Xrpc xrpc, String refreshToken, String did) throws StreamingException {
    return of(xrpc, refreshed(xrpc, refreshToken), did);
  }

  /** Only the server's own word that the token is no good ends the session; a proxy's page or silence does not. */
  private static Json refreshed(Xrpc xrpc, String refreshToken) throws StreamingException {
    try {
      return xrpc.retrying("com.atproto.server.refreshSession", null, fixed(refreshToken));
    } catch (XrpcException e) {
      boolean isOver = e.code() == ErrorCode.REFUSED || e.code() == ErrorCode.SESSION_EXPIRED;
      throw isOver ? e.as(ErrorCode.SESSION_EXPIRED) : e;
    }
  }

  /** From now on {@code keeping} has the newest refresh token; the one at hand, at once. */
  public void keptBy(Keeping keeping) throws StreamingException {
    keeping.keep(refreshToken);
    keepingOrNull = keeping;
  }

  /** No token is ever held that says of itself that it is another account's. */
  private void take(Json answer) throws StreamingException {
    // Both or none: a pair of which one half is old is of no use.
    String access = answer.headerText("accessJwt");
    TokenClaims claims = TokenClaims.of(access);
    if (claims.subject().startsWith("did:") && !claims.subject().equals(did)) {
      throw new StreamingException(
          ErrorCode.WRONG_ACCOUNT,
          ErrorContext.of("take session").at(xrpc.origin().host()).about(claims.subject()),
          null);
    }
    refreshToken = answer.headerText("refreshJwt");
    accessToken = access;
    takenAtMillis = xrpc.clock().millis();
    lifeMillis = claims.lifeMillis();
  }

  /** By how long it is here, not by the time in the token: this computer's clock may be wrong, as a whole. */
  @Override
  public boolean isStale() {
    return lifeMillis > 2 * SPARE_MILLIS && xrpc.clock().millis() - takenAtMillis >= lifeMillis - SPARE_MILLIS;
  }

  @Override
  public String token() {
    return accessToken;
  }

  @Override
  public boolean isRefreshable() {
    return true;
  }

  @Override
  public void refresh(String stale) throws StreamingException {
    synchronized (this) {
      while (refreshing) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("refresh session"), "interrupted", e);
        }
      }
      if (!accessToken.equals(stale)) {
        return;
      }
      refreshing = true;
    }
    try (RefreshLock.Hold hold = xrpc.refreshLock().hold("portage:refresh:" + did + "@" + xrpc.origin().host())) {
      renew();
    } finally {
      synchronized (this) {
        refreshing = false;
        notifyAll();
      }
    }
  }

  /** No {@link XrpcException} leaves: it would pass for the answer to the call that the token is needed for. */
  private Json refreshed() throws StreamingException {
    try {
      return refreshed(xrpc, refreshToken);
    } catch (XrpcException e) {
      throw new RecoverableStreamingException(e.code(), e.context(), e.detail(), e.strategy(), e);
    }
  }

  private void renew() throws StreamingException {
    Json answer = refreshed();
    if (!answer.text("did").equals(did)) {
      throw new StreamingException(
          ErrorCode.WRONG_ACCOUNT, ErrorContext.of("refresh session").at(xrpc.origin().host()), null);
    }
    take(answer);
    keepAgain();
  }

  private void keepAgain() {
    if (keepingOrNull == null) {
      return;
    }
    try {
      keepingOrNull.keep(refreshToken);
    } catch (StreamingException e) {
      // The one before stays good for two hours; after that, the password is asked for.
    }
  }

  /** Signs out: the refresh token is of no use afterwards. */
  void delete() throws StreamingException {
    delete(xrpc, refreshToken);
  }

  /** Signs out by a refresh token alone. */
  static void delete(Xrpc xrpc, String refreshToken) throws StreamingException {
    xrpc.procedure("com.atproto.server.deleteSession", null, fixed(refreshToken));
  }

  /** Where it was opened, and ends. */
  public Origin origin() {
    return xrpc.origin();
  }

  /** A token that is never refreshed, such as a service token. */
  static Bearer fixed(String token) {
    return new Bearer() {
      @Override
      public String token() {
        return token;
      }

      @Override
      public boolean isRefreshable() {
        return false;
      }

      @Override
      public void refresh(String stale) {
        throw new IllegalStateException("this token has no successor");
      }
    };
  }

  /** The reference server's {@code scope} claim of the access token, or empty when the token is not such a one. */
  public String scope() {
    return TokenClaims.of(accessToken).scope();
  }

  /** True when the token says that it came from an app password: such a session can neither import nor sign. */
  public boolean isFromAppPassword() {
    String scope = scope();
    return scope.equals("com.atproto.appPass") || scope.equals("com.atproto.appPassPrivileged");
  }

  public String did() {
    return did;
  }

  public String handle() {
    return handle;
  }

  /** The account's e-mail address as the server knows it, or null. */
  public String emailOrNull() {
    return emailOrNull;
  }

  /** Null for an active account; otherwise the lexicon's status, such as {@code deactivated}. */
  public String statusOrNull() {
    return statusOrNull;
  }

  /** The account's DID document where the server sends it (entryways do), or null. */
  public DidDocument documentOrNull() {
    return documentOrNull;
  }
}
