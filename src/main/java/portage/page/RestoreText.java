package portage.page;

import portage.migration.MigrationState;

/** Every sentence of the page about restoring a backup. As in {@link Text}. */
enum RestoreText {
  // ---- on the first screen -------------------------------------------------------------------------------------------
  OFFER("Restore from a backup"),
  OFFER_NOTE("A backup brings an account back, at a server of your choice, also when its own server is gone."),

  // ---- the file ------------------------------------------------------------------------------------------------------
  FILE_TITLE("Restore from a backup"),
  FILE_LEAD(
      "The account in the backup is made at a server of your choice, and everything that the file holds goes there: posts,"
          + " likes, follows, pictures, videos, preferences. Nothing is changed before you have said yes to it."),
  FILE_AGAIN_LEAD("The restore of {0} carries on from the same backup. Please choose the file again: this page may not keep it."),
  FILE_LABEL("Your backup file"),
  FILE_HINT("The ZIP file that you saved. It does not leave this computer before you have said where it is to go."),
  FILE_MISSING("Please choose a file."),
  FILE_OPEN("Open this file"),
  OPENING_TITLE("Opening your backup"),
  OPENING_LEAD("Its list of contents is read, and the identity of its account is looked up."),

  // ---- who speaks for the account --------------------------------------------------------------------------------------
  WAY_TITLE("Who can speak for this account?"),
  WAY_LEAD("A new server takes the account in only when it is asked to by somebody who may."),
  FACT_SAVED("Backup made"),
  FACT_BLOBS_SAVED("Pictures and videos in it"),
  FACT_PREFERENCES_SAVED("Preferences in it"),
  FACT_PREFERENCES_YES("yes"),
  FACT_PREFERENCES_NO("no"),
  FACT_SERVER_NAMED("Server by its identity"),
  WAY_SERVER_HEADING("Your server still answers"),
  WAY_SERVER_TEXT(
      "Sign in at {0}. It vouches for you and signs the change of identity. What you wrote there since the backup comes along"
          + " too."),
  WAY_SERVER("Sign in at {0}"),
  WAY_KEY_HEADING("Your server is gone, or will not let you go"),
  WAY_KEY_TEXT(
      "With a rotation key of your own, a recovery key that is part of your identity, you need nobody. Only what the backup"
          + " holds comes along."),
  WAY_KEY("Use my own key"),
  WAY_KEY_NONE(
      "The identity of this account is a document on your own web space (did:web). It has no rotation keys; sign in at the"
          + " server instead."),

  // ---- a restore that was not finished, and whose notes are gone ---------------------------------------------------------
  LOST_LEAD(
      "Its identity already points at {0}, but the restore was not finished. This browser has no notes of it; your backup and {0}"
          + " know enough to finish it from here."),
  LOST_GONE_HEADING("{0} is gone, or will not let you go"),
  LOST_GONE_TEXT("Your own key is not needed any more: the identity has changed already. You only sign in at {0}."),
  LOST_GONE("Finish without {0}"),
  LOST_SERVER_HEADING("{0} still answers"),
  LOST_SERVER_TEXT("Sign in there, and the account is switched off at {0} when it is live at its new server."),
  LOST_FROM_BACKUP(
      "If {0} is gone, you cannot sign in there. Then go back, choose \"Restore from a backup\", and open the file that your account"
          + " came from: that finishes it without {0}."),

  // ---- the key ---------------------------------------------------------------------------------------------------------
  KEY_TITLE("Your own rotation key"),
  KEY_LEAD(
      "Paste the private key, or choose the file that holds it. It stays in the memory of this page, is never written down or"
          + " sent anywhere, and is forgotten as soon as it has signed."),
  KEY_AGAIN_LEAD("Your key is needed once more, to sign. It was not kept anywhere."),
  KEY_LABEL("Private key"),
  KEY_HINT("64 hexadecimal digits, a text that begins with z, or a JSON Web Key; of secp256k1 or P-256"),
  KEY_FILE_LABEL("Or a file with the key"),
  KEY_FILE_HINT("A small text file, as the tool that made the key wrote it"),
  KEY_MISSING("Please paste your key or choose a file."),
  KEY_CHECK("Check this key"),

  // ---- the temporary key -----------------------------------------------------------------------------------------------
  LEND_TITLE("A first change of your identity"),
  LEND_LEAD(
      "{0} believes that you want an account there only when your identity's signing key says so. The server that had this key"
          + " does not help. So your identity gets another signing key, which this page makes now and forgets once the"
          + " account is there."),
  LEND_CAPTION("What changes in the identity {0}"),
  LEND_SIGNING_KEY("Key that signs your posts"),
  LEND_NEW_KEY("a new key of this page, for now"),
  LEND_SERVER("Server"),
  LEND_REST("Rotation keys, names, other services"),
  LEND_REST_SAME("as they are"),
  LEND_MEANS_HEADING("What this means"),
  LEND_MEANS_1("This change is public at once, and signed with your key {0}."),
  LEND_MEANS_2("Should {0} still be working, it can no longer sign for your account from now on."),
  LEND_MEANS_3(
      "If you stop before the restore is through, your identity keeps the temporary key, which nobody has then. Your own key can"
          + " always go on from there: with this page, or another tool."),
  LEND_ABOVE(
      "Your key is number {0} of {1}. Whoever holds a key before it can undo this change within 72 hours."),
  LEND_CONFIRM("I want my identity to be changed like this."),
  LEND_CONFIRM_MISSING("Please tick the box if this is what you want."),
  LEND_YES("Change my identity"),
  LEND_NO("No, stop here"),

  // ---- pictures and videos out of a backup --------------------------------------------------------------------------------
  REPAIR_LABEL("Or a backup of this account"),
  REPAIR_HINT("The ZIP file that you saved; it is looked into before any server is asked"),

  // ---- what is said otherwise of a restore by the person's own key --------------------------------------------------------
  HOW_1("You see a first change of your identity, to a signing key that this page makes, and say yes or no to it."),
  HOW_2("The account is made at {0}, switched off."),
  HOW_3("The repository in your backup is checked completely and imported; pictures, videos and preferences follow."),
  HOW_4("Your own key signs the change of your identity. You see everything that was moved and what will change, and say yes or no."),
  HOW_5("Only then does your identity name the new server, and the new account go live."),
  PREFERENCES_NOT_SAVED("Preferences do not come along: this backup was made without them."),
  MOVE_LEAD("Your identity still names {0} while this goes on."),
  MOVE_LEAD_TEMPORARY(
      "Your identity still names {0}, and for now a signing key of this page. It is what it was otherwise while this goes on."),
  WORK_SOURCE_OFF("Former account (nobody is asked there)"),
  NO_PREFERENCES("the backup holds none"),
  GATE_LEAD(
      "Everything below was checked just now. Your identity still names your former server. Saying yes cannot be taken back from"
          + " this page."),
  GATE_RECORDS("{0}, the same as in your backup"),
  GATE_AFTER_3("Nothing is done at {0}. Should it come back, nobody looks for your account there any more."),
  DONE_NEXT_KEEP("Should {0} ever come back, sign in there and switch the account off."),
  STILL_TEMPORARY(
      "Your identity still names {0}, but its signing key is the temporary one of this page, which nobody has any more. Until you"
          + " go on, no server can sign for your account. Your own rotation key can go on from there, with this page or another"
          + " tool.");


  private final String template;

  RestoreText(String template) {
    this.template = template;
  }

  /** The sentence, with {@code arguments} in the places of {0}, {1}…; what they hold is not looked at again. */
  String with(Object... arguments) {
    return Template.fill(template, arguments);
  }

  /** What is usually said, or this instead where the person's own key brings the account back. */
  String orUsual(MigrationState state, Text usual, Object... arguments) {
    return state.isByOwnKey() ? with(arguments) : usual.with(arguments);
  }

  @Override
  public String toString() {
    return template;
  }
}
