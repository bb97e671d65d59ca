package portage.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portage.error.ErrorCode;
import portage.migration.MigrationState;

/**
 * The catalogue of errors. Each has its code, which is shown with it and can be quoted, and says three things: what happened,
 * what it means for the account, what to do now. What it means depends on how far the move is: {@link Phase} says it for
 * all, and an error only where that would not be the whole truth.
 *
 * <p>In the texts stand {0} for the server, {1} for what it was about, {2} for more about it, {3} for what was asked of the
 * server, in words.
 */
public enum ErrorText {
  UNREACHABLE(
      "{0} could not be reached.",
      "Check your connection and the address, then try again. The server may also be down, or refuse pages like this one."),
  STALLED("{0} stopped answering while it was busy with {3}.", "Check your connection, then try again."),
  BAD_ANSWER(
      "{0} gave an answer about {3} that makes no sense.",
      "Try again later. If it stays, tell the people who run that server and quote the code."),
  SERVER_FAILED(
      "{0} failed while it was busy with {3}.",
      "Wait a few minutes, then try again. If it stays, tell the people who run that server."),
  RATE_LIMITED(
      "{0} has had enough requests for now.", "Wait some minutes, or hours if it happens again, then try again."),
  REFUSED(
      "{0} refused {3}.",
      "Read what the server says below, change what you typed if it is about that, and try again.",
      moving("Read what the server says below and try again. If it stays, show it to the people who run that server.")),
  TOO_LARGE(
      "The limit of {0} is too low for {3}.",
      "Ask the people who run that server to raise it, or cancel and choose another server.",
      forward("Ask the people who run that server to raise it, then try again.")),
  BAD_INPUT(
      "“{1}” is neither a handle, nor a DID, nor a server address that can be used.",
      "Type it again. A handle looks like alice.bsky.social, a server address like https://pds.example.com."),
  HANDLE_NOT_FOUND(
      "No account was found for {1}.",
      "Check the spelling. If the handle is broken, type your DID instead, or name your server as well."),
  HANDLE_MISMATCH(
      "The handle and the account do not name each other: {2}.",
      "Type the handle that your account uses now, or its DID."),
  DID_NOT_FOUND(
      "There is no identity {1}.",
      "Check the spelling. A deleted identity cannot be moved.",
      moving("Try again in some minutes. If it stays, the identity was deleted, and this page cannot bring it back.")),
  DID_DOCUMENT_BROKEN(
      "The identity {1} cannot be used: {2}.",
      "Ask the people who run your server to repair it, or repair it yourself if it lies on your own domain. Then try again."),
  WRONG_SERVER(
      "{1} does not live at the server that you named, but at {2}.", "Leave the server empty, or correct it."),
  WRONG_PASSWORD("{0} did not accept this password.", "Type your main password again. Capital letters matter."),
  WRONG_ACCOUNT("{0} signed in another account, {1}.", "Sign in with the account that you want to move."),
  APP_PASSWORD(
      "This is an app password. It may post for you, but it may not move your account.",
      "Sign in with the main password, the one that you chose when you made the account or last changed it."),
  SIGN_IN_CODE_NEEDED(
      "{0} wants a code that it has just mailed to you.", "Type the code from the mail, and the password again."),
  ACCOUNT_TAKEN_DOWN(
      "{0} has taken this account down.",
      "Ask the people who run that server why. The account cannot be moved before they lift it."),
  SESSION_EXPIRED("You are signed out at {0}.", "Sign in again; the move carries on where it was."),
  KEPT_SIGN_IN_REFUSED(
      "{0} does not take the sign-in any more that was kept on this computer: it was ended there, your password was changed, or"
          + " it has become too old.",
      "Sign in again; the move carries on where it was."),
  INVITE_CODE_NEEDED(
      "{0} takes new accounts only with an invite code.", "Ask the people who run it for one, and type it in."),
  INVITE_CODE_INVALID(
      "{0} does not accept this invite code; it may be used up.",
      "Check the code, or ask the people who run the server for another."),
  HANDLE_TAKEN("The handle is taken or reserved at {0}.", "Choose another handle."),
  HANDLE_INVALID(
      "{0} does not allow this handle.", "Choose another; the name before the first dot has 3 to 18 characters."),
  HANDLE_NOT_RESOLVING(
      "{0} does not see yet that this handle leads to your account.",
      "Point your domain at your account first, or choose another handle."),
  PASSWORD_REFUSED("{0} does not accept this password for a new account.", "Choose another password."),
  VERIFICATION_NEEDED(
      "{0} wants a new account to be verified in a way that only its own app can do.",
      "Cancel and choose another server, or ask the people who run it."),
  CLOCKS_DISAGREE(
      "The clock of {0} and that of your present server do not agree: what your present server signed a moment ago is out of"
          + " date for {0}.",
      "Try again in some minutes. If it stays, tell the people who run the two servers; one of the clocks is wrong."),
  ALREADY_MOVED(
      "This account is already live at {0}.",
      "There is nothing to move. Sign in there with your app. If pictures are missing, this page can look for them.",
      of(
          EnumSet.of(Phase.BEFORE_GATE, Phase.TEMPORARY_KEY, Phase.AT_GATE, Phase.AFTER_GATE),
          "It was switched on there by somebody else than this page. Nothing more is sent: that could delete what was written"
              + " there since.",
          "Look in your app whether the account works there. If it does not, ask the people who run that server.")),
  SAME_SERVER(
      "Your account already lives at {0}.",
      "Type the address of another server. If it has moved and pictures are missing, this page can look for them."),
  REPO_TRUNCATED(
      "The repository of posts, likes and follows that {0} sends is not complete.",
      "Try again. If it stays, tell the people who run {0}."),
  REPO_CORRUPT(
      "The repository of posts, likes and follows that {0} sends is damaged.",
      "Try again. If it stays, tell the people who run {0}."),
  REPO_OF_ANOTHER_ACCOUNT(
      "{0} sent the repository of another account.", "Try again. If it stays, tell the people who run {0}."),
  REPO_SIGNATURE_INVALID(
      "The repository at {0} is not signed with your account's key.",
      "Try again. If it stays, tell the people who run {0}."),
  REPO_CHANGING(
      "Your account is being written to faster than it can be read.",
      "Stop posting, also from bots, for some minutes and try again."),
  IMPORT_REFUSED(
      "{0} did not take the repository of your posts, likes and follows.",
      "Try again. If it stays, cancel and choose another server, or ask the people who run it.",
      forward("Try again. If it stays, ask the people who run that server.")),
  BLOB_MISSING_AT_SOURCE(
      "{0} does not have a picture or video any more.", "Try again, or go on without it."),
  BLOB_CORRUPT("A picture or video from {0} is damaged.", "Try again, or go on without it."),
  BLOBS_INCOMPLETE(
      "{0} still misses pictures or videos that it said it took.",
      "Try again; they are sent once more. If it stays, tell the people who run that server."),
  MAIL_CODE_INVALID(
      "This code is not the one that was mailed last.", "Check the newest mail, or have another code sent."),
  MAIL_CODE_EXPIRED(
      "This code is too old: a code is good for 15 minutes.", "Have another code sent and use that one."),
  NO_MAIL_ADDRESS(
      "{0} could not mail you a code.",
      "Give your account an e-mail address in your app's settings, then try again."),
  KEY_UNREADABLE(
      "There is no private key in what you gave.",
      "Paste the whole key, or choose the file that holds it: 64 hexadecimal digits, a text that begins with z, or a JSON Web"
          + " Key. A key that begins with did:key is the public half and cannot sign."),
  KEY_UNKNOWN(
      "This key may not change the identity {1}: it is none of its rotation keys.",
      "Look for the recovery key of this very account. Keys of other accounts, and the key that signs your posts, do not fit."),
  OPERATION_WRONG(
      "{0} did not prepare the change of identity that was asked for: {2}.",
      "It was thrown away. Try again; if it stays, tell the people who run {0}."),
  IDENTITY_TOO_LARGE(
      "Your identity would hold more keys or names than the directory takes: {2}.",
      "Remove a recovery key or a name that you do not need any more, then try again."),
  OPERATION_REFUSED(
      "The change of your identity was not accepted by {0}.",
      "Try again in some minutes.",
      of(
          EnumSet.of(Phase.AT_GATE),
          "The directory does not hold it: your identity still names your present server.",
          "")),
  IDENTITY_CHANGED(
      "Your identity was changed elsewhere in the meantime.",
      "If that was not you, act at once: change your passwords. Otherwise try again.",
      of(
          EnumSet.of(Phase.AT_GATE),
          "What you said yes to is not the latest change. Nothing more is published before you have seen and accepted what is to"
              + " change now.",
          "")),
  ACTIVATION_REFUSED(
      "{0} did not make the account live yet.",
      "Try again in a minute; the change of identity may need a moment to arrive."),
  VERIFICATION_FAILED(
      "A check of the moved account found something that is not as it should be: {2}.",
      "Try again. If it stays, cancel, and show the report below to the people who run the new server.",
      forward("Try again. If it stays, keep this page and show the report below to the people who run the new server.")),
  JOURNAL_NEWER(
      "A newer version of this page made this browser's notes of the move of {1}.",
      "Reload the page to get that version. Where it does not come, forget the notes: the servers know how far the move is."),
  JOURNAL_DAMAGED(
      "This browser's notes of the move of {1} are damaged.",
      "Forget them and begin with the same account: the servers know how far the move is."),
  STORAGE_FULL("This browser has no more room for the local copy.", "Free some disk space, then try again."),
  STORAGE_UNAVAILABLE(
      "This browser keeps nothing for this page.",
      "Leave private mode, or use another browser. A move that was begun in another browser carries on only there.",
      of(EnumSet.of(Phase.UNKNOWN), "This page has changed nothing since it was opened.", "")),
  STORAGE_FAILED(
      "This browser could not read or write its local copy.",
      "Reload the page and carry on. What cannot be read here is fetched again."),
  BACKUP_UNREADABLE(
      "This file is not a backup that this page can read: {2}.",
      "Choose the ZIP file that you saved as your backup. If another program has packed it anew, have it make a plain ZIP file,"
          + " without a password."),
  BACKUP_DAMAGED(
      "This backup is damaged: {2}.",
      "Choose another copy of the file if you have one. If not, make a new backup while your server still has your account."),
  BACKUP_NEWER(
      "A newer version of this page made this backup.", "Reload the page to get that version, then choose the file again."),
  BACKUP_OF_ANOTHER_ACCOUNT(
      "This is the backup of another account, {1}.", "Choose the backup of the account that this is about."),
  BACKUP_INCOMPLETE(
      "This backup does not hold what it says that it holds: {2}.",
      "Choose another copy of the file if you have one. If not, make a new backup while your server still has your account."),
  BACKUP_GONE(
      "The backup file {1} cannot be read any more.",
      "Choose the file again. If it was moved or changed, find the one that you saved."),
  BACKUP_NOT_WRITTEN(
      "The backup could not be written to the place that you chose.",
      "Free some disk space or choose another place, then try again."),
  SITE_SETTINGS(
      "This copy of Portage is set up wrongly: its config.json names an address that cannot be used.",
      "Tell the people whose site this is.",
      of(EnumSet.of(Phase.UNKNOWN), "This page has changed nothing since it was opened.", "")),
  CANCELLED("You cancelled.", "Start again whenever you like."),
  INTERNAL(
      "This page made a mistake.",
      "Reload the page and carry on. Please send the report at the bottom of this page to those who make Portage.");

  /** How far the account has come, which is what an error means for it. */
  public enum Phase {
    SETUP("Nothing has been changed."),
    REPAIR("Your account works as before. What was sent so far stays there."),
    BACKUP("A backup only reads: nothing has changed at your server. Nothing that is unfinished is kept."),
    BEFORE_GATE("Your account is unchanged. What was moved so far is kept."),
    TEMPORARY_KEY(
        "Your identity names a signing key that this page made to open the new account, and is what it was otherwise. Nothing"
            + " is lost: your own key brings the restore to its end, now or later."),
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
      if (state.hasTemporaryKey()) {
        return TEMPORARY_KEY;
      }
      return state.isPastGate() ? AT_GATE : BEFORE_GATE;
    }
  }

  /** What is said otherwise in some phases; an empty text: as always. */
  private record Otherwise(Set<Phase> phases, String meaning, String next) {}

  private final String happened;
  private final String next;
  private final List<Otherwise> otherwise;

  ErrorText(String happened, String next, Otherwise... otherwise) {
    this.happened = happened;
    this.next = next;
    this.otherwise = List.of(otherwise);
  }

  private static Otherwise of(Set<Phase> phases, String meaning, String next) {
    return new Otherwise(phases, meaning, next);
  }

  /** What to do once the work has begun. */
  private static Otherwise moving(String next) {
    return of(
        EnumSet.of(
            Phase.REPAIR, Phase.BACKUP, Phase.BEFORE_GATE, Phase.TEMPORARY_KEY, Phase.AT_GATE, Phase.AFTER_GATE),
        "",
        next);
  }

  /** What to do once there is no way back, and where there is no other server to go to. */
  private static Otherwise forward(String next) {
    return of(EnumSet.of(Phase.REPAIR, Phase.AT_GATE, Phase.AFTER_GATE), "", next);
  }

  /** The text of a code; every code has one. */
  public static ErrorText of(ErrorCode code) {
    return valueOf(code.name());
  }

  /** {@code filled}: server, subject, detail, and what was asked. */
  String happened(Object... filled) {
    return Template.fill(happened, filled);
  }

  /** What it means for the account. */
  String meaning(Phase phase) {
    for (Otherwise other : otherwise) {
      if (other.phases().contains(phase) && !other.meaning().isEmpty()) {
        return other.meaning();
      }
    }
    return phase.meaning();
  }

  /** What to do now; {@code filled} as in {@link #happened}. */
  String next(Phase phase, Object... filled) {
    for (Otherwise other : otherwise) {
      if (other.phases().contains(phase) && !other.next().isEmpty()) {
        return Template.fill(other.next(), filled);
      }
    }
    return Template.fill(next, filled);
  }
}
