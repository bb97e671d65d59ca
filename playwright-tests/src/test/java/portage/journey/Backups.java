package portage.journey;

import com.eclipsesource.json.JsonValue;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portage.engine.Tab;
import portage.journey.Elements.Find;

/** What the page does about backups, as a person uses it. */
final class Backups {
  private static final Find SAVE = Find.css("a[download][href^='blob:']");
  private static final Find EARLIER = Find.css("#field-backup-earlier");
  private static final Find PICTURES = Find.css("#app .pictures img");
  private static final Find FILE = Find.css("#field-check-file");
  private static final Pattern IN_THE_FILE = Pattern.compile("\\b([0-9]+) of [0-9]+ in the file");

  /** The bytes of all files that lie on the page's shelf, one behind the other. */
  private static final String SHELVED =
      """
      async () => {
        const parts = [];
        if (navigator.storage?.getDirectory) {
          const root = await navigator.storage.getDirectory();
          for await (const [name, shelf] of root.entries()) {
            if (!name.endsWith('-shelf')) continue;
            for await (const handle of shelf.values()) parts.push(await handle.getFile());
          }
        }
        const asked = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const { name } of await indexedDB.databases()) {
          if (!name.endsWith('-shelf')) continue;
          const database = await asked(indexedDB.open(name));
          parts.push(...await asked(database.transaction('chunks').objectStore('chunks').getAll()));
          database.close();
        }
        const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 32768) {
          text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        }
        return btoa(text);
      }
      """;

  /** What stands at a place that was picked. */
  private static final String PICKED =
      """
      async () => {
        const root = await navigator.storage.getDirectory();
        const bytes = new Uint8Array(await (await (await root.getFileHandle('picked.zip')).getFile()).arrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 32768) {
          text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        }
        return btoa(text);
      }
      """;

  private final MigrationPage page;
  private final Elements elements;
  private final Tab tab;

  Backups(MigrationPage page, Elements elements, Tab tab) {
    this.page = page;
    this.elements = elements;
    this.tab = tab;
  }

  /** Goes from the first screen to what will be in the file. */
  void plan(String handleOrDid) {
    page.waitFor(Screen.WELCOME);
    elements.fill(Find.css("#field-account-account"), handleOrDid);
    page.press("Back up this account");
    page.waitFor(Screen.BACKUP_PLAN);
  }

  /** The settings that are folded away on what will be in the file. */
  PlanSettings settings() {
    return new PlanSettings(page, elements, Screen.BACKUP_PLAN, "backup");
  }

  /** Begins in a browser that asks nobody for a place. */
  void startWithoutPicker() {
    tab.run("() => { window.showSaveFilePicker = undefined; }");
    page.press("Choose where to save it");
  }

  /** Lets the browser ask for a place, by its own dialogue. */
  void askForPlace() {
    elements.click(Find.button("Choose where to save it"));
  }

  /** Begins; instead of its dialogue, the browser answers with a file of its private file system. */
  void startAtPickedPlace() {
    tab.run(
        """
        () => {
          window.showSaveFilePicker = async () =>
            (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true });
        }
        """);
    page.press("Choose where to save it");
  }

  /** The person closes the browser's dialogue. */
  void thinkBetterOfIt() {
    tab.run("() => { window.showSaveFilePicker = async () => { throw new DOMException('closed', 'AbortError'); }; }");
    page.press("Choose where to save it");
  }

  /** Signs in for what only the owner may read. */
  void signIn(String password) {
    page.press("Sign in to add preferences");
    page.waitFor(Screen.BACKUP_SIGN_IN);
    elements.fill(Find.css("#field-backup-password"), password);
    page.press("Sign in");
    page.waitFor(Screen.BACKUP_PLAN);
  }

  void chooseEarlier(Path file) {
    elements.choose(EARLIER, file);
  }

  void stop() {
    page.press("Stop the backup");
  }

  /** Presses the link that saves the file; returns that once it lies in the folder, which is empty before. */
  Path saveTo(Path folder) {
    return tab.save(() -> elements.click(SAVE), folder);
  }

  void isSaved() {
    page.waitFor(Screen.BACKUP_READY);
    page.press("It is saved, remove it from this browser");
    page.waitFor(Screen.WELCOME);
  }

  /** Saves what was moved before the decision, in a browser that asks nobody for a place. */
  void saveAtGate() {
    page.waitFor(Screen.GATE);
    tab.run("() => { window.showSaveFilePicker = undefined; }");
    page.press("Save a backup first");
  }

  void isSavedAtGate() {
    page.waitFor(Screen.BACKUP_READY);
    page.press("It is saved, remove it from this browser");
  }

  void throwAway() {
    page.waitFor(Screen.BACKUP_READY);
    page.press("Throw it away");
    page.waitFor(Screen.WELCOME);
  }

  void done() {
    page.waitFor(Screen.BACKUP_SAVED);
    page.press("Done");
    page.waitFor(Screen.WELCOME);
  }

  /** Goes on with the one that a former page has begun. */
  void goOn() {
    elements.click(Find.buttonThatBegins("Go on with the backup of "));
    page.waitFor(Screen.BACKUP_PLAN);
  }

  /** Takes up the one that a former page has finished. */
  void saveLeft() {
    elements.click(Find.buttonThatBegins("Save the backup of "));
    page.waitFor(Screen.BACKUP_READY);
  }

  void throwLeftAway() {
    elements.click(Find.buttonThatBegins("Throw away the backup of "));
    elements.waitForNone(Find.buttonThatBegins("Throw away the backup of "));
  }

  /** Waits until so many pictures are in the file, or more. */
  void waitForInTheFile(int pictures) {
    elements.waitForText(Find.css("#app"), text -> inTheFile(text) >= pictures, pictures + " in the file");
  }

  private static int inTheFile(String text) {
    Matcher count = IN_THE_FILE.matcher(text);
    return count.find() ? Integer.parseInt(count.group(1)) : 0;
  }

  /** The file that lies in this browser to be saved. */
  byte[] shelved() {
    return Base64.getDecoder().decode(tab.run(SHELVED).asString());
  }

  /** The file at the place that was picked. */
  byte[] picked() {
    JsonValue content = tab.run(PICKED);
    return Base64.getDecoder().decode(content.asString());
  }

  /** Goes from the first screen to the choice of a file to check. */
  void toCheck() {
    page.waitFor(Screen.WELCOME);
    page.press("Check a backup");
    page.waitFor(Screen.CHECK);
  }

  /** Chooses a file to be checked. */
  void check(Path file) {
    page.waitFor(Screen.CHECK);
    elements.choose(FILE, file);
    startCheck();
  }

  void startCheck() {
    page.press("Check this file");
  }

  void checkAnother() {
    page.press("Check another file");
    page.waitFor(Screen.CHECK);
  }

  /** How many pictures are to be seen, all of them painted. */
  int picturesSeen() {
    return elements.run("(all) => all.filter((one) => one.complete && one.naturalWidth > 0).length", PICTURES).asInt();
  }
}
