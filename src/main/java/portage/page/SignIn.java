package portage.page;

import portage.atproto.Did;
import portage.atproto.Pds;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Origin;

/** Asks for a password until a server takes it. */
final class SignIn {
  /** Which passwords will do. */
  enum Demand { MAIN_PASSWORD, ANY_PASSWORD }

  /** The screen that asks; {@code codeAsked} once the server mailed a code for signing in. */
  interface Screen {
    View of(boolean codeAsked, StreamingException problemOrNull);
  }

  /** Who is signed in now, and what was typed besides. */
  record Signed(Session session, UserAction typed) {}

  private final Dialogue dialogue;
  private final Servers servers;

  SignIn(Dialogue dialogue, Servers servers) {
    this.dialogue = dialogue;
    this.servers = servers;
  }

  /**
   * Signed in at {@code server}; null when the person went back, also while the server was asked.
   *
   * @param handleOrNull what the account is called there, where that is known
   */
  Signed at(Origin server, Did did, String handleOrNull, Demand demand, Screen screen) throws CancelledException {
    StreamingException problem = null;
    boolean codeAsked = false;
    while (true) {
      UserAction action = dialogue.ask(screen.of(codeAsked, problem));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      try {
        return signed(dialogue.waitFor(signal -> open(servers.pds(server, signal), did, handleOrNull, demand, action)), action);
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        problem = e;
        codeAsked |= e.code() == ErrorCode.SIGN_IN_CODE_NEEDED;
      }
    }
  }

  private static Signed signed(Session sessionOrNull, UserAction typed) {
    return sessionOrNull == null ? null : new Signed(sessionOrNull, typed);
  }

  private static Session open(Pds pds, Did did, String handleOrNull, Demand demand, UserAction typed)
      throws StreamingException {
    String code = typed.value("code").trim();
    Session session =
        pds.createSession(
            identifier(did, handleOrNull), did.toString(), typed.value("password"), code.isEmpty() ? null : code);
    if (demand == Demand.MAIN_PASSWORD && session.isFromAppPassword()) {
      pds.deleteSession(session);
      throw new StreamingException(ErrorCode.APP_PASSWORD, ErrorContext.of("sign in").at(pds.origin().host()), null);
    }
    return session;
  }

  /**
   * The DID, which a server always knows. Servers make it lower case, which spoils the port in a did:web of this computer;
   * then the handle.
   */
  private static String identifier(Did did, String handleOrNull) {
    String text = did.toString();
    return handleOrNull == null || text.equals(text.toLowerCase()) ? text : handleOrNull;
  }
}
