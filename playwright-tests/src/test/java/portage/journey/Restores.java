package portage.journey;

import java.nio.file.Path;
import portage.journey.Elements.Find;

/** What the page does to restore a backup, as a person uses it. */
final class Restores {
  private static final Find FILE = Find.css("#field-restore-file-backup");
  private static final Find KEY = Find.css("#field-restore-key-key");
  private static final Find KEY_FILE = Find.css("#field-restore-key-key-file");
  private static final Find YES = Find.css("#field-lend-confirm");

  private final MigrationPage page;
  private final Elements elements;

  Restores(MigrationPage page, Elements elements) {
    this.page = page;
    this.elements = elements;
  }

  /** Goes from the first screen to the question who speaks for the account. */
  void open(Path backup) {
    page.waitFor(Screen.WELCOME);
    page.press("Restore from a backup");
    choose(backup);
    page.waitFor(Screen.RESTORE_WAY);
  }

  /** Chooses the file, for the first time or once more. */
  void choose(Path backup) {
    page.waitFor(Screen.RESTORE_FILE);
    elements.choose(FILE, backup);
    page.press("Open this file");
  }

  void withTheSource() {
    page.waitFor(Screen.RESTORE_WAY);
    elements.click(Find.buttonThatBegins("Sign in at "));
  }

  void withAKey() {
    page.waitFor(Screen.RESTORE_WAY);
    page.press("Use my own key");
  }

  void pasteKey(String key) {
    page.waitFor(Screen.RESTORE_KEY);
    elements.fill(KEY, key);
    page.press("Check this key");
  }

  void chooseKeyFile(Path file) {
    page.waitFor(Screen.RESTORE_KEY);
    elements.choose(KEY_FILE, file);
    page.press("Check this key");
  }

  /** Opens the backup of a restore that came past the gate, and of which this browser knows nothing. */
  void openToFinish(Path backup) {
    page.waitFor(Screen.WELCOME);
    page.press("Restore from a backup");
    choose(backup);
    page.waitFor(Screen.LOST_MOVE);
  }

  /** Finishes that restore where the source is gone. */
  void finishWithoutTheSource() {
    page.waitFor(Screen.LOST_MOVE);
    elements.click(Find.buttonThatBegins("Finish without "));
  }

  /** Says yes to the temporary signing key. */
  void lend() {
    page.waitFor(Screen.RESTORE_LEND);
    elements.check(YES);
    page.press("Change my identity");
  }
}
