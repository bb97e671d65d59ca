package portage.journey;

import java.nio.file.Path;
import portage.journey.Elements.Find;

/** The search for what did not come along, as a person uses it. */
final class Repairs {
  private final MigrationPage page;
  private final Elements elements;

  Repairs(MigrationPage page, Elements elements) {
    this.page = page;
    this.elements = elements;
  }

  /** Goes from the first screen to the search for what did not come along. */
  void find(String handleOrDid, String password) {
    page.waitFor(Screen.WELCOME);
    elements.fill(MigrationPage.field("account", "account"), handleOrDid);
    takeUpOffer();
    page.waitFor(Screen.REPAIR_SIGN_IN);
    signIn(password);
  }

  /** Takes up the offer to search. */
  void takeUpOffer() {
    page.press("Find pictures that did not come along");
  }

  /** Types the password that the search asks for, wherever it is for. */
  void signIn(String password) {
    elements.fill(MigrationPage.field("repair", "password"), password);
    page.press("Sign in");
  }

  /** Chooses a backup in which what is missing may be. */
  void chooseBackup(Path file) {
    elements.choose(MigrationPage.field("places", "backup"), file);
  }

  /** Names a server that nobody knows of. */
  void nameServer(String server) {
    elements.fill(MigrationPage.field("places", "other"), server);
  }

  void fetch() {
    page.press("Fetch what is missing");
  }

  void leaveServerOut() {
    page.waitFor(Screen.REPAIR_FORMER_SIGN_IN);
    page.press("Leave this server out");
  }

  void askForEveryPicture() {
    page.press("Ask for every picture");
  }

  void end() {
    page.press("End the search");
  }
}
