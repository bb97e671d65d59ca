package portage.journey;

import com.eclipsesource.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import portage.engine.Tab;
import portage.journey.Elements.Find;

/** What the page does to restore a backup, as a person uses it. */
final class Restores {
  private static final Find FILE = Find.css("#field-restore-file-backup");
  private static final Find KEY = Find.css("#field-restore-key-key");
  private static final Find KEY_FILE = Find.css("#field-restore-key-key-file");
  private static final Find YES = Find.css("#field-lend-confirm");

  private static final String CHOOSE =
      """
      (name, content) => {
        const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
        const chosen = new DataTransfer();
        chosen.items.add(new File([bytes], name));
        INPUT.files = chosen.files;
      }
      """;

  private final MigrationPage page;
  private final Elements elements;
  private final Tab tab;

  Restores(MigrationPage page, Elements elements, Tab tab) {
    this.page = page;
    this.elements = elements;
    this.tab = tab;
  }

  /** Goes from the first screen to the question who speaks for the account. */
  void open(byte[] backup) {
    page.waitFor(Screen.WELCOME);
    page.press("Restore from a backup");
    choose(backup);
    page.waitFor(Screen.RESTORE_WAY);
  }

  /** Chooses the file, for the first time or once more. */
  void choose(byte[] backup) {
    page.waitFor(Screen.RESTORE_FILE);
    choose(FILE, "backup.zip", backup);
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

  void chooseKeyFile(String text) {
    page.waitFor(Screen.RESTORE_KEY);
    choose(KEY_FILE, "key.txt", text.getBytes(StandardCharsets.UTF_8));
    page.press("Check this key");
  }

  /** Says yes to the temporary signing key. */
  void lend() {
    page.waitFor(Screen.RESTORE_LEND);
    elements.check(YES);
    page.press("Change my identity");
  }

  /** As if it had been dropped there: no test can press the browser's own dialogue. */
  private void choose(Find input, String name, byte[] file) {
    String element = "document.querySelector(" + Json.value(input.what()) + ")";
    tab.run(CHOOSE.replace("INPUT", element), name, Base64.getEncoder().encodeToString(file));
  }
}
