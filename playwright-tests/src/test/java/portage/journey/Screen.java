package portage.journey;

import java.util.Locale;
import java.util.regex.Pattern;

/** The screens of the page, told apart by their titles. */
enum Screen {
  WELCOME("Move your account to another server"),
  LOST_MOVE("This account is only half moved"),
  UNREADABLE("The notes of a move cannot be read"),
  SOURCE_SIGN_IN("Sign in to your present server"),
  TARGET("Choose your new server"),
  DETAILS("Your account at .*"),
  TARGET_SIGN_IN("Sign in to (?!your present server).*"),
  PLAN("What will happen"),
  MOVING("Moving your account"),
  BLOBS_TOO_LARGE("[0-9]+ pictures? or videos? (is|are) too large for the new server"),
  STORAGE_FULL("This browser has no more room"),
  BLOBS_LEFT("[0-9]+ pictures? or videos? could not be moved"),
  MAIL_CODE("Enter the code from your e-mail"),
  WEB_DOCUMENT("Change the document on your domain"),
  GATE("Ready: please look and decide"),
  DONE("Your account has moved"),
  FINISHED("All done"),
  STOPPED("The move has stopped"),
  CANCEL("Cancel the move\\?"),
  CANCELLED("The move was cancelled"),
  FORGET("Forget the move of .*\\?"),
  REPAIR_SIGN_IN("Sign in where your account lives now"),
  REPAIR_FOUND("Pictures and videos that did not come along: [0-9]+"),
  REPAIR_NONE("Nothing is missing"),
  REPAIR_FORMER_SIGN_IN("Sign in where your account was before"),
  REPAIR_WORKING("Fetching what is missing"),
  REPAIR_ALL("Nothing is missing any more"),
  REPAIR_LEFT("Still missing: [0-9]+"),
  BACKUP_PLAN("Back up your account"),
  BACKUP_SIGN_IN("Sign in to add your preferences"),
  BACKUP_WORKING("Backing up your account"),
  BACKUP_SAVED("Your backup is saved"),
  BACKUP_READY("Your backup is ready to be saved"),
  CHECK("Check a backup"),
  CHECKING("Checking your backup"),
  CHECK_WHOLE("This backup is whole"),
  CHECK_WITHOUT_SOME("This backup is good, but some pictures or videos are missing"),
  CHECK_NOTHING("Nothing can be restored from this file"),
  RESTORE_FILE("Restore from a backup"),
  RESTORE_WAY("Who can speak for this account\\?"),
  RESTORE_KEY("Your own rotation key"),
  RESTORE_LEND("A first change of your identity"),
  OTHER_TAB("Another tab is at work");

  private final String title;

  Screen(String title) {
    this.title = title;
  }

  /** Fits the title of this screen. */
  Pattern title() {
    return Pattern.compile("^" + title + "$");
  }

  /** Fits this screen's title and that of the screen that says why nothing goes on. */
  Pattern titleOrStopped() {
    return Pattern.compile("^(" + title + "|" + STOPPED.title + ")$");
  }

  boolean fits(String text) {
    return title().matcher(text).matches();
  }

  /** For names of files. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
