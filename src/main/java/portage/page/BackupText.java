package portage.page;

/** Every sentence of the page about backups: making one, and looking into one. As in {@link Text}. */
enum BackupText {
  // ---- on the first screen -------------------------------------------------------------------------------------------
  OFFER("Back up this account"),
  OFFER_CHECK("Check a backup"),
  OFFER_NOTE(
      "A backup is one file with everything of an account that its server gives away: type the account's name above. Nothing"
          + " moves and nothing changes by it. A file that you have can be checked here, also without network."),
  LEFT_HEADING("A backup was begun in this browser"),
  LEFT_TEXT("The backup of {0} is not finished. What there is of it, {1}, takes up room in this browser."),
  LEFT_DONE_HEADING("A backup waits to be saved"),
  LEFT_GO_ON("Go on with the backup of {0}"),
  LEFT_DONE_TEXT("The backup of {0} is finished, {1}, and still takes up room in this browser."),
  LEFT_SAVE("Save the backup of {0}"),
  LEFT_THROW_AWAY("Throw away the backup of {0}"),

  // ---- before it begins ----------------------------------------------------------------------------------------------
  TITLE("Back up your account"),
  LEAD("Everything below goes into one file on your disk, and is checked piece by piece on the way. Nothing changes at {0}."),
  IN_HEADING("What is in the file"),
  IN_RECORDS("Your posts, likes, follows, lists and the records of every other app, signed as your server keeps them."),
  IN_BLOBS("Your pictures and videos, each compared with its CID."),
  IN_IDENTITY("The public document of your identity and, where there is one, its public log."),
  IN_PREFERENCES("Your preferences: muted words, saved feeds, labelers, birth date. Keep the file where nobody else reads it."),
  IN_PREFERENCES_OF_APPS(
      "Your preferences: muted words, saved feeds, labelers. Not your birth date: your server keeps it back from an app password."
          + " Keep the file where nobody else reads it."),
  IN_PREFERENCES_NOT("Not your preferences: your server gives them only to you. Sign in if you want them in the file, or if your account is"
          + " switched off."),
  IN_LIST("A list of all this, so that this page, or any other program, can check it later."),
  OUT_HEADING("What it cannot bring back"),
  OUT_CHAT("Chat messages, muted accounts and notification settings: no server of yours keeps them."),
  OUT_PASSWORD("Passwords, app passwords, your e-mail address and your followers: they are not in the account's data."),
  OUT_HANDLE("A handle under your server's name, if that server is gone. Your own domain stays yours."),
  OUT_KEY(
      "Your identity, if your server is gone and you hold no recovery key of your own. The file holds none: keep such a key"
          + " elsewhere."),
  OUT_LATER("What you write after it was made. Make a new one now and then."),
  EARLIER_LABEL("An earlier backup of this account (optional)"),
  EARLIER_HINT("What is in it is not downloaded again. The new file is whole by itself."),
  START("Choose where to save it"),
  SIGN_IN("Sign in to add preferences"),
  SIGN_IN_TITLE("Sign in to add your preferences"),
  SIGN_IN_LEAD("Then {0} gives what only you may read. With an app password that is everything but your birth date."),
  PASSWORD_LABEL("Password at {0}"),

  // ---- while it is made ----------------------------------------------------------------------------------------------
  WORKING_TITLE("Backing up your account"),
  WORKING_LEAD("Your account works as usual while this goes on."),
  WORKING_ROOM("It is built in this browser first, and you save it at the end: that takes twice the room for a while."),
  WORK_REPO("Posts, likes, follows and other records"),
  WORK_BLOBS("Pictures and videos"),
  REPO_READ("{0} read"),
  REPO_DONE("{0} records in {1}, every block checked"),
  BLOBS_RUNNING("{0} of {1} in the file, {2}"),
  FILE_SIZE("Size of the file"),
  OFFLINE("This computer has no network right now. The backup goes on by itself as soon as it is back."),
  LEFT_ALONE("Your server has had enough requests for now. The backup goes on by itself {0}."),
  STOP("Stop the backup"),
  METER_FOLD("Details of this backup"),
  METER_SINCE("Counted while the backup was made, {0} so far."),
  METER_ALL("Counted while the backup was made, {0}."),
  FACT_PACKING("Computing time for packing"),

  // ---- when it is made -----------------------------------------------------------------------------------------------
  SAVED_TITLE("Your backup is saved"),
  SAVED_LEAD("{0} holds your account as it was a moment ago, every piece checked."),
  READY_TITLE("Your backup is ready to be saved"),
  READY_LEAD("It lies in this browser until you say that it is saved. Every piece of it was checked."),
  SAVE("Save the file, {0}"),
  SAVE_NOTE(
      "Saving can take a while and this page does not see when it is done: wait until your browser's list of downloads says so."),
  IS_SAVED("It is saved, remove it from this browser"),
  THROW_AWAY("Throw it away"),
  FINISH("Done"),
  FACT_RECORDS("Posts, likes, follows and other records"),
  FACT_BLOBS("Pictures and videos"),
  FACT_PREFERENCES("Preferences"),
  FACT_SIZE("Size"),
  FACT_FILE("File"),
  BLOBS_TOTAL("{0}, {1}"),
  PREFERENCES_IN("in the file"),
  PREFERENCES_OUT("not in the file"),
  PREFERENCES_NONE("your server keeps none"),
  MOVED_ON(
      "Something was written to the account while the file was made, and is not in it. The file is whole as of the moment before."),
  MISSING_NONE("Nothing is missing."),
  MISSING("Pictures and videos that could not be had and are not in the file: {0}"),
  MISSING_ROW("{0}, used by {1}: {2}"),
  MISSING_MORE("{0} and others, {1} more"),
  REASON_NOT_THERE("the server does not have it any more"),
  REASON_DAMAGED("what the server sends is damaged"),
  REASON_REFUSED("the server refused it"),
  REASON_SERVER_FAILED("the server failed each time it was asked"),
  REASON_UNCHECKABLE("its name is of a kind that nobody can check"),
  KEEP_HEADING("How to keep it"),
  KEEP_COPIES("Copy it to a second place, such as another disk: one copy is none when a disk breaks."),
  KEEP_CHECK("Check it here now and then. That needs no network and changes nothing."),
  KEEP_OPEN("Any program that opens ZIP files shows what is in it; repo.car is in the protocol's own format."),

  // ---- before a move is said yes to ------------------------------------------------------------------------------------
  GATE_HEADING("Your own copy"),
  GATE_NOTE(
      "Before you decide, you can save what was moved as a file of your own. It is made from the copy in this browser; nothing"
          + " is downloaded again."),
  GATE_SAVE("Save a backup first"),

  // ---- looking into one ------------------------------------------------------------------------------------------------
  CHECK_TITLE("Check a backup"),
  CHECK_LEAD("The file is read from end to end and compared with what it says of itself. It does not leave this computer."),
  CHECK_ASKS("Only the directory of identities is asked, whether the account's key is still the same. Without network that is left out."),
  CHECK_FILE_LABEL("Your backup file"),
  CHECK_FILE_HINT("The ZIP file that you saved"),
  CHECK_FILE_MISSING("Please choose a file."),
  CHECK_START("Check this file"),
  CHECK_STOP("Stop"),
  CHECK_ANOTHER("Check another file"),
  CHECKING_TITLE("Checking your backup"),
  CHECKING_LEAD("Nothing is changed by it, neither the file nor the account."),
  CHECKING_BAR("Read and compared"),
  CHECKING("{0} of {1}"),
  VERDICT_WHOLE_TITLE("This backup is whole"),
  VERDICT_WHOLE("The account can be restored from it, with everything that its records use."),
  VERDICT_WITHOUT_SOME_BLOBS_TITLE("This backup is good, but some pictures or videos are missing"),
  VERDICT_WITHOUT_SOME_BLOBS("The account can be restored from it, but for the pictures and videos that are listed below."),
  VERDICT_NOT_AT_ALL_TITLE("Nothing can be restored from this file"),
  VERDICT_NOT_AT_ALL("What is wrong is listed below. If you have another copy of the file, check that one."),
  SEEN_SIGNED("Its records are signed by the key that the identity in the file names."),
  SEEN_EACH("Every piece was compared with its hash, and the list of contents with what is there."),
  LIVE_NOT_ASKED("The directory was not asked whether that key is still the account's: there was no network, or no answer."),
  LIVE_SAME("The directory says that this is still the account's key."),
  LIVE_CHANGED(
      "The account has another key today, as after a move or a change at its server. The backup is from before, and still good."),
  INSIDE_HEADING("What is in it"),
  FACT_ACCOUNT("Account"),
  FACT_DID("Identity (DID)"),
  FACT_SERVER("Server at that time"),
  FACT_MADE("Made on"),
  FACT_COMMIT("Commit"),
  COLLECTIONS("Records by collection"),
  TYPES("Pictures and videos by type"),
  TYPES_NONE("There are none."),
  OTHERS("others"),
  PICTURES("Pictures"),
  PICTURES_NOTE("The first few. Others, and what is not certainly a plain picture, are not shown."),
  PICTURE("A picture of this backup, {0}"),
  CHECK_MISSING("Pictures and videos that its records use and that cannot be had from this file: {0}"),
  CHECK_REASON_NOT_THERE("it is not there"),
  CHECK_REASON_DAMAGED("it is damaged"),
  CHECK_REASON_REFUSED("it is not there: the server refused it when the backup was made"),
  CHECK_REASON_SERVER_FAILED("it is not there: the server failed each time it was asked when the backup was made"),
  CHECK_REASON_UNCHECKABLE("its name is of a kind that nobody can check"),
  PROBLEMS_HEADING("What is wrong"),
  PROBLEMS_MORE("There are {0} problems more."),
  PROBLEM_REPO_MISSING("The records are not in it."),
  PROBLEM_REPO_DAMAGED("The records are damaged or not whole."),
  PROBLEM_REPO_OF_ANOTHER_ACCOUNT("The records are those of another account than the file says."),
  PROBLEM_REPO_SIGNATURE_INVALID("The records are not signed by the account's key."),
  PROBLEM_IDENTITY_NOT_PROVEN("Nothing in the file proves which key is the account's."),
  PROBLEM_DOCUMENT_BROKEN("The document of the identity is missing or damaged."),
  PROBLEM_DOCUMENT_OF_ANOTHER_ACCOUNT("The document of the identity is that of another account."),
  PROBLEM_LOG_BROKEN("The log of the identity is missing, damaged, or another account's."),
  PROBLEM_KEYS_DIFFER("Document and log of the identity name different keys."),
  PROBLEM_BLOB_DAMAGED("A picture or video is not the one that its name says: {0}"),
  PROBLEM_FILE_DAMAGED("A part of the file is not what was written: {0}"),
  PROBLEM_FILE_MISSING("The list of contents names what is not there: {0}"),
  PROBLEM_FILE_UNKNOWN("Something is in the file that its list of contents does not name: {0}"),
  PROBLEM_MANIFEST_CONTRADICTS("The list of contents contradicts what is there: {0}"),
  PROBLEM_RECORDS_CONTRADICT("The list of contents names other records for a picture or video: {0}"),
  PROBLEM_ABSENCE_NOT_NAMED("A picture or video is missing, and the list of contents does not say so: {0}");

  private final String template;

  BackupText(String template) {
    this.template = template;
  }

  /** The sentence, with {@code arguments} in the places of {0}, {1}…; what they hold is not looked at again. */
  String with(Object... arguments) {
    return Template.fill(template, arguments);
  }

  @Override
  public String toString() {
    return template;
  }
}
