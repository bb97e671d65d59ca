package portage.atproto;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;

/**
 * A person signed in to one PDS. Tokens live in memory only and leave this object only as the header of a call. The access
 * token lives about two hours, the refresh token about 90 days.
 */
public final class Session implements Bearer {
  private final Xrpc xrpc;
  private final String did;
  private final String handle;
  private final String emailOrNull;
  private final String statusOrNull;
  private final DidDocument documentOrNull;
  private String accessToken;
  private String refreshToken;
  private boolean refreshing;

  private Session(Xrpc xrpc, Json answer) throws StreamingException {
    this.xrpc = xrpc;
    this.did = answer.text("did");
    this.handle = answer.textOr("handle", "");
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

  private void take(Json answer) throws StreamingException {
    accessToken = answer.text("accessJwt");
    refreshToken = answer.text("refreshJwt");
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
    try {
      Json answer = xrpc.procedure("com.atproto.server.refreshSession", null, fixed(refreshToken));
      if (!answer.text("did").equals(did)) {
        throw new StreamingException(
            ErrorCode.WRONG_ACCOUNT, ErrorContext.of("refresh session").at(xrpc.origin().host()), null);
      }
      take(answer);
    } catch (XrpcException e) {
      throw e.status() < 500 && e.status() != 429 ? e.as(ErrorCode.SESSION_EXPIRED) : e;
    } finally {
      synchronized (this) {
        refreshing = false;
        notifyAll();
      }
    }
  }

  /** Signs out: the refresh token is of no use afterwards. */
  void delete() throws StreamingException {
    xrpc.procedure("com.atproto.server.deleteSession", null, fixed(refreshToken));
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
    return TokenScope.of(accessToken);
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
