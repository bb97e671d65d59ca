package portage.page;

import portage.error.ErrorCode;
import portage.migration.MigrationState;

/** For every error code: what happened, and what to do now. What it means for the account is {@link Phase}'s to say. */
public enum ErrorText {
  UNREACHABLE(
      "{0} could not be reached.",
      "Check your connection and the address, then try again. The server may also be down, or refuse pages like this one."),
  STALLED("{0} stopped sending.", "Check your connection, then try again."),
  BAD_ANSWER(
      "{0} gave an answer that makes no sense.", "Try again later. If it stays, tell the people who run that server."),
  SERVER_FAILED("{0} failed while it worked on this.", "Wait a few minutes, then try again."),
  RATE_LIMITED("{0} has had enough requests for now.", "Wait some minutes, or hours if it happens again, then try again."),
  REFUSED("{0} refused this.", "Read what the server says below, change what you typed if it fits, and try again."),
  TOO_LARGE("Something is larger than {0} takes.", "Ask the people who run that server to raise the limit, or choose another."),
  BAD_INPUT(
      "“{1}” is neither a handle, nor a DID, nor a server address that can be used.",
      "A handle looks like alice.bsky.social, a server address like https://pds.example.com."),
  HANDLE_NOT_FOUND(
      "No account was found for {1}.",
      "Check the spelling. If the handle is broken, type your DID instead, or name your server as well."),
  HANDLE_MISMATCH(
      "The handle and the account do not name each other: {2}.",
      "Type the handle that your account uses now, or its DID."),
  DID_NOT_FOUND("There is no identity {1}.", "Check the spelling. A deleted identity cannot be moved."),
  DID_DOCUMENT_BROKEN(
      "The identity {1} cannot be used: {2}.", "Ask the people who run your present server to repair it."),
  WRONG_SERVER("{1} does not live at the server that you named, but at {2}.", "Leave the server empty, or correct it."),
  WRONG_PASSWORD("{0} did not accept this password.", "Type your main password again. Capital letters matter."),
  WRONG_ACCOUNT("{0} signed in another account, {1}.", "Start again with the account that you want to move."),
  APP_PASSWORD(
      "This is an app password. It may post for you, but it may not move your account.",
      "Sign in with the main password, the one that you chose when you made the account or last changed it."),
  SIGN_IN_CODE_NEEDED("{0} wants a code that it has just mailed to you.", "Type the code from the mail, and the password again."),
  ACCOUNT_TAKEN_DOWN("{0} has taken this account down.", "Ask the people who run that server."),
  SESSION_EXPIRED("You are signed out at {0}.", "Sign in again; the move carries on where it was."),
  INVITE_CODE_NEEDED("{0} takes new accounts only with an invite code.", "Ask the people who run it for one, and type it in."),
  INVITE_CODE_INVALID(
      "{0} does not accept this invite code; it may be used up.",
      "Check the code, or ask the people who run the server for another."),
  HANDLE_TAKEN("The handle is taken or reserved at {0}.", "Choose another handle."),
  HANDLE_INVALID("{0} does not allow this handle.", "Choose another; the name before the first dot has 3 to 18 characters."),
  HANDLE_NOT_RESOLVING("This handle does not lead to your account yet.", "Point your domain at your account first, or choose another handle."),
  EMAIL_REFUSED("{0} does not accept this e-mail address.", "Use another address."),
  PASSWORD_REFUSED("{0} does not accept this password.", "Choose another password."),
  VERIFICATION_NEEDED("{0} wants the new account verified in its own app.", "Choose another server, or ask the people who run it."),
  ALREADY_MOVED("This account is already live at {0}.", "There is nothing to move. Sign in there with your app. If pictures are missing, this page can look for them."),
  SAME_SERVER(
      "Your account already lives at {0}.",
      "Type the address of another server. If it has moved and pictures are missing, this page can look for them."),
  REPO_TRUNCATED("The repository from {0} is not complete.", "Try again. If it stays, tell the people who run your present server."),
  REPO_CORRUPT("The repository from {0} is damaged.", "Try again. If it stays, tell the people who run your present server."),
  REPO_OF_ANOTHER_ACCOUNT("{0} sent the repository of another account.", "Try again. If it stays, tell the people who run your present server."),
  REPO_SIGNATURE_INVALID("The repository's signature is not your account's.", "Try again. If it stays, tell the people who run {0}."),
  REPO_CHANGING("Your account is being written to faster than it can be read.", "Stop posting, also from bots, for some minutes and try again."),
  IMPORT_REFUSED("{0} did not take the repository.", "Try again. If it stays, choose another server or ask the people who run it."),
  BLOB_MISSING_AT_SOURCE("{0} does not have a picture or video any more.", "Try again, or go on without it."),
  BLOB_CORRUPT("A picture or video from {0} is damaged.", "Try again, or go on without it."),
  BLOBS_INCOMPLETE("{0} still misses pictures or videos that it said it took.", "Try again."),
  MAIL_CODE_INVALID("This code is not the one that was mailed last.", "Check the newest mail, or have another code sent."),
  MAIL_CODE_EXPIRED("This code is too old: a code is good for 15 minutes.", "Have another code sent and use that one."),
  NO_MAIL_ADDRESS("{0} could not mail you a code.", "Give your account an e-mail address in your app's settings, then try again."),
  OPERATION_WRONG(
      "{0} did not prepare the change of identity that was asked for: {2}.",
      "It was thrown away. Try again; if it stays, tell the people who run your present server."),
  IDENTITY_TOO_LARGE(
      "Your identity would hold more keys or names than the directory takes: {2}.",
      "Remove a recovery key or a name that you do not need any more, then try again."),
  OPERATION_REFUSED("The change of identity was not accepted by {0}.", "Try again in some minutes."),
  IDENTITY_CHANGED("Your identity was changed elsewhere in the meantime.", "If that was not you, act at once: change your passwords. Otherwise try again."),
  ACTIVATION_REFUSED("{0} did not make the account live yet.", "Try again in a minute; the change of identity may need a moment to arrive."),
  VERIFICATION_FAILED("Something is not as it should be: {2}.", "Try again. If it stays, keep this page and ask the people who run the new server."),
  STORAGE_FULL("This browser has no more room for the local copy.", "Free some disk space, then try again."),
  STORAGE_UNAVAILABLE("This browser keeps nothing for this page.", "Leave private mode, or use another browser."),
  STORAGE_FAILED("This browser could not read or write its local copy.", "Reload the page and carry on."),
  CANCELLED("You cancelled.", "Start again whenever you like."),
  INTERNAL("This page made a mistake.", "Reload the page and carry on. Please report the details below.");

  /** How far the account has come, which is what an error means for it. */
  public enum Phase {
    SETUP("Nothing has been changed."),
    REPAIR("Your account works as before. What was sent so far stays there."),
    BEFORE_GATE("Your account is unchanged and works as before. What was moved so far is kept."),
    AT_GATE(
        "You have said yes, and it is not certain yet whether the change of your identity was published. Nothing is lost;"
            + " the next try looks it up first."),
    AFTER_GATE(
        "Your identity already points at the new server. Nothing is lost; the move has to be finished from here."),
    UNKNOWN("Nothing is lost. A move that was begun stands where it stood; that is looked up before anything else is done.");

    private final String meaning;

    Phase(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }

    /** By what the journal says. */
    static Phase of(MigrationState state) {
      if (state.isDone(portage.migration.Step.UPDATE_IDENTITY)) {
        return AFTER_GATE;
      }
      return state.isPastGate() ? AT_GATE : BEFORE_GATE;
    }
  }

  private final String happened;
  private final String next;

  ErrorText(String happened, String next) {
    this.happened = happened;
    this.next = next;
  }

  /** The text of a code; every code has one. */
  public static ErrorText of(ErrorCode code) {
    return valueOf(code.name());
  }

  /** {@code server}: whom it was about; {@code subject}: what; {@code detail}: more about it. */
  String happened(String server, String subject, String detail) {
    return Template.fill(happened, server, subject, detail);
  }

  String next(String server, String subject, String detail) {
    return Template.fill(next, server, subject, detail);
  }
}
