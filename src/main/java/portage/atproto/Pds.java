package portage.atproto;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.net.Json;
import portage.net.Origin;
import portage.net.Query;

/**
 * A PDS's lexicon methods for sessions, accounts, preferences and identity. Each method is named as its lexicon is.
 * Failures are {@link XrpcException} unless said otherwise; {@code AccountErrors} gives them the code they have here.
 * Repos and blobs are in {@link PdsData}.
 */
public final class Pds {
  private final Xrpc xrpc;

  public Pds(Xrpc xrpc) {
    this.xrpc = xrpc;
  }

  /** The same, each call by a single try, for a server that may be gone. */
  public Pds once() {
    return new Pds(xrpc.once());
  }

  public Origin origin() {
    return xrpc.origin();
  }

  public ServerDescription describeServer() throws StreamingException {
    String nsid = "com.atproto.server.describeServer";
    return ServerDescription.of(xrpc.query(nsid, xrpc.at(nsid), null));
  }

  /**
   * The authorization server that a PDS names when its sessions live elsewhere (an entryway), or null when it signs people
   * in itself or names none. Never an error: servers older than OAuth have no such page.
   */
  public String entrywayOrNull() {
    try {
      Query url = new Query(xrpc.origin() + "/.well-known/oauth-protected-resource");
      List<String> servers =
          xrpc.query("oauth-protected-resource", url, null).texts("authorization_servers");
      return servers.isEmpty() ? null : servers.get(0);
    } catch (StreamingException e) {
      return null;
    }
  }

  /**
   * Signs in to {@code did}; {@code identifier} is the DID itself or a handle. {@code signInCodeOrNull} is the code from the mail where the server asked for one.
   */
  public Session createSession(String identifier, String did, String password, String signInCodeOrNull)
      throws StreamingException {
    JsonObject input = new JsonObject().add("identifier", identifier).add("password", password);
    if (signInCodeOrNull != null) {
      input.add("authFactorToken", signInCodeOrNull);
    }
    try {
      return Session.of(xrpc, xrpc.procedure("com.atproto.server.createSession", input, null), did);
    } catch (XrpcException e) {
      throw AccountErrors.ofSignIn(e);
    }
  }

  /** Signs in to {@code did} by the refresh token of an earlier session; {@code SESSION_EXPIRED} when it is no good. */
  public Session resumeSession(String refreshToken, String did) throws StreamingException {
    return Session.resumed(xrpc, refreshToken, did);
  }

  /** Signs out. */
  public void deleteSession(Session session) throws StreamingException {
    session.delete();
  }

  /** Signs out an earlier session, by the refresh token that was kept of it. */
  public void deleteSession(String refreshToken) throws StreamingException {
    Session.delete(xrpc, refreshToken);
  }

  /** A token with which {@code audienceDid} believes that the account's holder asks for {@code method}; lives 60 s. */
  public String getServiceAuth(Session session, String audienceDid, String method) throws StreamingException {
    String nsid = "com.atproto.server.getServiceAuth";
    try {
      return xrpc.query(nsid, xrpc.at(nsid).with("aud", audienceDid).with("lxm", method), session)
          .headerText("token");
    } catch (XrpcException e) {
      throw AccountErrors.ofFullAccess(e);
    }
  }

  /** Creates the account, deactivated, for a DID that exists already. */
  public Session createAccount(String serviceToken, String did, NewAccount account) throws StreamingException {
    JsonObject input =
        new JsonObject()
            .add("handle", account.handle())
            .add("did", did)
            .add("email", account.email())
            .add("password", account.password());
    if (account.inviteCodeOrNull() != null) {
      input.add("inviteCode", account.inviteCodeOrNull());
    }
    try {
      Json answer = xrpc.procedure("com.atproto.server.createAccount", input, Session.fixed(serviceToken));
      return Session.of(xrpc, answer, did);
    } catch (XrpcException e) {
      throw AccountErrors.ofNewAccount(e, did);
    }
  }

  public AccountStatus checkAccountStatus(Session session) throws StreamingException {
    String nsid = "com.atproto.server.checkAccountStatus";
    return AccountStatus.of(xrpc.query(nsid, xrpc.at(nsid), session));
  }

  /** The DID behind a handle as this server sees it, or null when it knows none. */
  public String resolveHandle(String handle) throws StreamingException {
    String nsid = "com.atproto.identity.resolveHandle";
    Json answer;
    try {
      answer = xrpc.query(nsid, xrpc.at(nsid).with("handle", handle), null);
    } catch (XrpcException e) {
      if (e.status() == 400 || e.status() == 404) {
        return null;
      }
      throw e;
    }
    String did = answer.text("did");
    if (!Did.isKnown(did)) {
      throw answer.bad("did", "neither did:plc nor did:web");
    }
    return did;
  }

  /** The DID document as this server sees it; fails for accounts that are not active. */
  Json describeRepo(String did) throws StreamingException {
    String nsid = "com.atproto.repo.describeRepo";
    return xrpc.query(nsid, xrpc.at(nsid).with("repo", did), null).object("didDoc");
  }

  /** The preferences, each an object with a {@code $type}, as they are; null when this server keeps none. */
  public List<JsonObject> getPreferences(Session session) throws StreamingException {
    String nsid = "app.bsky.actor.getPreferences";
    List<JsonObject> preferences = new ArrayList<>();
    try {
      for (Json preference : xrpc.query(nsid, xrpc.at(nsid), session).requiredObjects("preferences")) {
        preferences.add(preference.raw());
      }
    } catch (XrpcException e) {
      if (e.status() == 404 || e.status() == 501) {
        return null;
      }
      throw e;
    }
    return preferences;
  }

  /** Replaces all preferences; the same again does no harm. */
  public void putPreferences(Session session, List<JsonObject> preferences) throws StreamingException {
    JsonArray array = new JsonArray();
    for (JsonObject preference : preferences) {
      array.add(preference);
    }
    xrpc.retrying("app.bsky.actor.putPreferences", new JsonObject().add("preferences", array), session);
  }

  public DidCredentials getRecommendedDidCredentials(Session session) throws StreamingException {
    String nsid = "com.atproto.identity.getRecommendedDidCredentials";
    return DidCredentials.of(xrpc.query(nsid, xrpc.at(nsid), session));
  }

  /** Has a code mailed to the account's address; it replaces an earlier one and is good for 15 minutes. */
  public void requestPlcOperationSignature(Session session) throws StreamingException {
    try {
      xrpc.procedure("com.atproto.identity.requestPlcOperationSignature", null, session);
    } catch (XrpcException e) {
      throw AccountErrors.ofMailRequest(e);
    }
  }

  /**
   * Has the source sign an operation with these contents. {@code MAIL_CODE_INVALID} and {@code MAIL_CODE_EXPIRED} leave
   * the account as it was; any other failure may have used the code up.
   */
  public PlcOperation signPlcOperation(Session session, String mailCode, PlcData wanted) throws StreamingException {
    JsonObject input = wanted.operationFields().add("token", mailCode);
    Json answer;
    try {
      answer = xrpc.procedure("com.atproto.identity.signPlcOperation", input, session);
    } catch (XrpcException e) {
      throw AccountErrors.ofMailCode(e);
    }
    return PlcOperation.parse(answer.object("operation").raw());
  }

  /** Has the target send the operation to the directory. Read the directory's log after any failure. */
  public void submitPlcOperation(Session session, PlcOperation operation) throws StreamingException {
    try {
      xrpc.procedure(
          "com.atproto.identity.submitPlcOperation", new JsonObject().add("operation", operation.toJson()), session);
    } catch (XrpcException e) {
      throw e.ifRefused(ErrorCode.OPERATION_REFUSED);
    }
  }

  /** Makes the account live here; harmless when it is already. Ask for the account's status after any failure. */
  public void activateAccount(Session session) throws StreamingException {
    try {
      xrpc.procedure("com.atproto.server.activateAccount", null, session);
    } catch (XrpcException e) {
      throw e.ifRefused(ErrorCode.ACTIVATION_REFUSED);
    }
  }

  /** Switches the account off here; harmless when it is off already. Ask for its status after any failure. */
  public void deactivateAccount(Session session) throws StreamingException {
    xrpc.procedure("com.atproto.server.deactivateAccount", new JsonObject(), session);
  }

  /** Writes nothing, which makes the server sign a new commit with its own key. */
  public void signFreshCommit(Session session) throws StreamingException {
    JsonObject input = new JsonObject().add("repo", session.did()).add("writes", new JsonArray());
    xrpc.procedure("com.atproto.repo.applyWrites", input, session);
  }
}
