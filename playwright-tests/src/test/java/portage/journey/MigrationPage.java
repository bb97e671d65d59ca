package portage.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import portage.engine.Tab;
import portage.journey.Elements.Find;

/** The page as a person uses it, in whichever browser. With its kin, the one place that knows selectors. */
final class MigrationPage {
  private static final String COUNTS = "indexeddb:/portage-uploads/days/";
  private static final Find TITLE = Find.css("h1.title");
  private static final Find APP = Find.css("#app");
  private static final Find REFUSAL = Find.css("#unsupported");
  private static final Find FOOTER = Find.css("footer.page-footer");
  private static final Find HEARD = Find.css("[aria-live]");

  private final Tab tab;
  private final Elements elements;
  private final String address;
  private Consumer<Screen> visitor = screen -> {};

  /** {@code address} is where the page is served. */
  MigrationPage(Tab tab, String address) {
    this.tab = tab;
    this.elements = new Elements(tab);
    this.address = address;
  }

  /** What is done to restore a backup. */
  Restores restores() {
    return new Restores(this, elements);
  }

  /** What is done to find what did not come along. */
  Repairs repairs() {
    return new Repairs(this, elements);
  }

  /** The report that is folded away at the bottom. */
  Reports reports() {
    return new Reports(elements);
  }

  /** What is done by keyboard alone. */
  Keyboard keyboard() {
    return new Keyboard(this, elements, tab);
  }

  // ---- the journey, screen by screen ------------------------------------------------------------------------------------

  /** Opens the page; {@code backend} is "wasm", "js", or empty for its own choice. */
  void open(String backend) {
    tab.navigate(backend.isEmpty() ? address : address + "?backend=" + backend);
    waitFor(Screen.WELCOME);
  }

  /** Opens the page; returns once it shows the first form, whether or not there is anybody yet to answer it. */
  void openFirstForm() {
    tab.navigate(address);
    waitForAny(Screen.WELCOME);
  }

  /** Opens the page where it is not expected to run. */
  void openAnyway() {
    tab.navigate(address);
  }

  void findAccount(String handleOrDid) {
    elements.fill(field("account", "account"), handleOrDid);
    press("Find my account");
  }

  void signIn(String password) {
    waitFor(Screen.SOURCE_SIGN_IN);
    elements.fill(field("source", "password"), password);
    press("Sign in");
  }

  /** Signs in where the server is not expected to answer. */
  void signInInVain(String password) {
    waitFor(Screen.SOURCE_SIGN_IN);
    elements.fill(field("source", "password"), password);
    elements.click(Find.button("Sign in"));
  }

  /** Gives up the search for the account. */
  void stopLooking() {
    press("Stop looking");
  }

  /** Returns once the search for the account has ended, whatever it found. */
  void waitForSearch() {
    elements.waitForNone(Find.button("Stop looking"));
  }

  /** Signs in with the wish to stay so on this computer. */
  void stayAndSignIn(String password) {
    waitFor(Screen.SOURCE_SIGN_IN);
    elements.check(field("source", "stay"));
    signIn(password);
  }

  void chooseTarget(String server) {
    waitFor(Screen.TARGET);
    elements.fill(field("target", "server"), server);
    press("Look at this server");
  }

  /** Fills in the new account; {@code inviteOrNull} only where the page asks for one. */
  void fillDetails(String handle, String email, String password, String inviteOrNull) {
    waitFor(Screen.DETAILS);
    elements.fill(field("details", "handle"), handle);
    elements.fill(field("details", "email"), email);
    elements.fill(field("details", "password"), password);
    if (inviteOrNull != null) elements.fill(field("details", "invite"), inviteOrNull);
    press("Continue");
  }

  void signInAtTarget(String password) {
    waitFor(Screen.TARGET_SIGN_IN);
    elements.fill(field("existing", "password"), password);
    press("Sign in");
  }

  void startPlan() {
    waitFor(Screen.PLAN);
    press("Start the move");
  }

  void enterCode(String code) {
    waitFor(Screen.MAIL_CODE);
    elements.fill(field("code", "code"), code);
    press("Use this code");
  }

  void askForAnotherCode() {
    waitFor(Screen.MAIL_CODE);
    press("Send another code");
  }

  void approve() {
    waitFor(Screen.GATE);
    elements.check(field("gate", "confirm"));
    press("Yes, move my account");
  }

  /** Says that the document of a did:web was changed. */
  void documentWasChanged() {
    waitFor(Screen.WEB_DOCUMENT);
    press("I have changed it, look again");
  }

  void goOnWithoutBlobs() {
    waitFor(Screen.BLOBS_LEFT);
    press("Go on all the same");
  }

  void goOnWithoutTooLarge() {
    waitFor(Screen.BLOBS_TOO_LARGE);
    press("Go on with the others");
  }

  void goOnWithoutCopies() {
    waitFor(Screen.STORAGE_FULL);
    press("Go on without a copy");
  }

  void roomWasMade() {
    waitFor(Screen.STORAGE_FULL);
    press("I have made room, go on");
  }

  void finish() {
    waitFor(Screen.DONE);
    press("Remove the local copy and finish");
    waitFor(Screen.FINISHED);
  }

  /** Takes up the move that this browser remembers, whoever's it is. */
  void carryOn() {
    waitFor(Screen.WELCOME);
    elements.click(Find.buttonThatBegins("Carry on with "));
    waitForAnswer();
  }

  /** Takes up the move where the server is not expected to answer; returns once it is asked. */
  void carryOnInVain() {
    carryOn();
    waitForText("Asking ");
  }

  /** Wants a move finished of which this browser remembers nothing. */
  void finishLostMove() {
    waitFor(Screen.LOST_MOVE);
    press("Finish the move");
  }

  /** Forgets the move that this browser remembers, after the question whether that is wanted. */
  void forget() {
    askToForget();
    press("Forget it and remove everything here");
    elements.waitForNone(Find.buttonThatBegins("Forget "));
  }

  /** Asks to forget the move that this browser remembers, as far as the question whether that is wanted. */
  void askToForget() {
    waitFor(Screen.WELCOME);
    elements.click(Find.buttonThatBegins("Forget the move of "));
    waitFor(Screen.FORGET);
  }

  /** Forgets a move that there is no way back from. */
  void forgetAgainstAllAdvice() {
    waitFor(Screen.FORGET);
    elements.check(field("forget", "confirm"));
    press("Forget it and remove everything here");
    waitFor(Screen.WELCOME);
  }

  void keep() {
    press("Keep it");
  }

  /** Cancels before anything was begun. */
  void cancel() {
    press("Cancel the move");
  }

  /** Cancels the move, after the question whether that is wanted. */
  void cancelMove() {
    press("Cancel the move");
    confirmCancel();
  }

  /** Presses cancel and thinks better of it. */
  void cancelAndCarryOn() {
    press("Cancel the move");
    waitFor(Screen.CANCEL);
    press("Carry on with the move");
  }

  /** Says no at the gate. */
  void cancelAtGate() {
    waitFor(Screen.GATE);
    press("No, cancel the move");
    confirmCancel();
  }

  private void confirmCancel() {
    waitFor(Screen.CANCEL);
    press("Cancel it and remove everything here");
    waitFor(Screen.CANCELLED);
  }

  void startOver() {
    press("Move another account");
  }

  void back() {
    press("Back");
  }

  void tryAgain() {
    press("Try again");
  }

  void reload() {
    tab.reload();
  }

  // ---- what it shows ----------------------------------------------------------------------------------------------------

  /**
   * Waits for a screen; fails at once, with what is said there, when the move stops instead. Of the welcome screen it waits for
   * the one that answers.
   */
  void waitFor(Screen screen) {
    waitForAny(screen);
    if (screen == Screen.WELCOME) waitForPart(FOOTER, "Engine:");
    visitor.accept(screen);
  }

  /** Waits for one of these screens, and says which it is. */
  Screen waitForAny(Screen... screens) {
    List<String> titles = new ArrayList<>();
    for (Screen screen : screens) titles.add(screen.titleOrStopped().pattern());
    Pattern wanted = Pattern.compile(String.join("|", titles));
    String shown = elements.waitForText(TITLE, wanted.asMatchPredicate(), List.of(screens).toString());
    for (Screen screen : screens) {
      if (screen.fits(shown)) return screen;
    }
    throw new AssertionError("stopped before " + List.of(screens) + ": " + screenText());
  }

  /** Waits until the page is at a piece of work. */
  void waitForWork(Work work) {
    waitForExactly(Find.css(".progress.is-running .progress-label"), work.label());
  }

  /** Waits for a problem with this code on the screen. */
  void waitForProblem(String code) {
    waitForExactly(Find.css(".problem-code"), code);
  }

  /** Waits until the page says what is wrong with a field. */
  void waitForFieldError(String form, String name, String text) {
    waitForExactly(Find.css("#field-" + form + "-" + name + "-error"), text);
  }

  /** Everything that stands on the screen, what is folded away included. */
  String screenText() {
    elements.run("(all) => all.forEach((one) => { one.open = true; })", Find.css("details"));
    return elements.run("([app]) => app.innerText", APP).asString();
  }

  /** The value of a row of facts. */
  String fact(String label) {
    return elements.run(factValue(label), Find.css(".fact")).asString();
  }

  private static String factValue(String label) {
    return "(rows) => rows.filter((row) => text(row.querySelector('dt')) === " + Json.value(label) + ")"
        + ".map((row) => text(row.querySelector('dd'))).join()";
  }

  String footer() {
    return elements.textOrNull(FOOTER);
  }

  void waitForFooter(String text) {
    waitForPart(FOOTER, text);
  }

  /** Waits for the message that stands in for the page where it cannot, or will not, run. */
  void waitForRefusal(String text) {
    waitForPart(REFUSAL, text);
    assertNull(elements.textOrNull(APP), "the page is hidden");
    assertNull(footer(), "and so is what stands below it");
  }

  /** The same, where the page is in a frame of {@code outer}. */
  static void waitForRefusalInFrame(Page outer, String text) {
    FrameLocator frame = outer.frameLocator("iframe");
    assertThat(frame.locator("#unsupported")).isVisible();
    assertThat(frame.locator("#unsupported")).containsText(text);
    assertThat(frame.locator("#app")).isHidden();
  }

  /** Waits until this stands somewhere on the screen. */
  void waitForText(String text) {
    waitForPart(APP, text);
  }

  /** What is done about backups. */
  Backups backups() {
    return new Backups(this, elements, tab);
  }

  /** The settings that are folded away on the plan. */
  PlanSettings settings() {
    return new PlanSettings(this, elements, Screen.PLAN, "plan");
  }

  /** Waits until the picture of the speed shows more than nothing, and says what it says of itself. */
  String waitForSpeed() {
    String said =
        "(all) => all.filter((one) => one.querySelector('path')?.getAttribute('d').match(/V[0-9]{1,2}H/))"
            + ".map((one) => one.getAttribute('aria-label')).join()";
    return elements.waitForValue(
        Find.css("[role=img][aria-label^='Speed of the last ']"), said, Pattern.compile(".*highest value is [1-9].*"));
  }

  /** Waits until the value of a row of facts fits. */
  void waitForFact(String label, Pattern value) {
    elements.waitForValue(Find.css(".fact"), factValue(label), value);
  }

  /**
   * Names of everything that this browser keeps for the page: files, records of databases, cookies' like; but not the
   * {@link #keptCounts}, which outlive a move.
   */
  List<String> kept() {
    return Kept.names(tab).stream().filter(name -> !name.startsWith(COUNTS)).toList();
  }

  /** The counts of uploads that this browser keeps, with their servers. */
  List<String> keptCounts() {
    return Kept.items(tab).stream()
        .filter(item -> item.name().startsWith(COUNTS))
        .map(item -> item.name().substring(COUNTS.length()) + " " + item.content())
        .toList();
  }

  /** Leaves the page; the browser removes what it kept for it there, as if it had run out of room. Then opens it again. */
  void evict(Kept.Place place, String backend) {
    tab.navigate(address + "style.css"); // of the same origin, and nothing of the page runs
    Kept.remove(tab, place);
    open(backend);
  }

  /** Elements that this page never makes, links that lead into it, and scripts that somebody else's text ran. */
  List<String> strangers() {
    List<String> found = new ArrayList<>();
    String look =
        """
        () => [...document.querySelectorAll(
            'body script, #app :is(img, iframe, object, embed, b), a[href^="javascript:"], a[href*="@"]')]
          .map((one) => one.outerHTML.slice(0, 100))
          .concat(globalThis.hostileRan ? ['ran ' + globalThis.hostileRan] : [])
        """;
    for (JsonValue one : tab.run(look).asArray()) found.add(one.asString());
    return found;
  }

  /** How many pixels of the screen stand out to the right. */
  int overhangPixels() {
    return tab.run("() => document.documentElement.scrollWidth - document.documentElement.clientWidth").asInt();
  }

  /** Errors on the console and errors that nobody caught, as far as the browser tells. */
  List<String> complaints() {
    return tab.complaints();
  }

  /** Calls {@code newVisitor} at every screen that is waited for. */
  void visitScreens(Consumer<Screen> newVisitor) {
    visitor = newVisitor;
  }

  void resize(int widthPixels, int heightPixels) {
    tab.resize(widthPixels, heightPixels);
  }

  void screenshot(Path file) {
    tab.screenshot(file);
  }

  /** Whether the focus is on the title, as it is when a screen has just come up. */
  boolean isTitleFocused() {
    return elements.isFocused(TITLE);
  }

  boolean isFocused(String form, String name) {
    return elements.isFocused(field(form, name));
  }

  /** How many pixels below the upper edge of the window a field begins. */
  int top(String form, String name) {
    return elements.run("([field]) => Math.round(field.getBoundingClientRect().top)", field(form, name)).asInt();
  }

  /** What stands in a field. */
  String typed(String form, String name) {
    return elements.run("([field]) => field.value", field(form, name)).asString();
  }

  /** Waits until this is said to those who do not see the page. */
  void waitForHeard(String text) {
    elements.waitForValue(HEARD, "([region]) => region.textContent", Pattern.compile(".*" + Pattern.quote(text) + ".*"));
  }

  // ---- selectors --------------------------------------------------------------------------------------------------------

  static Find field(String form, String name) {
    return Find.css("#field-" + form + "-" + name);
  }

  void press(String label) {
    elements.click(Find.button(label));
    waitForAnswer();
  }

  /** What was pressed is busy until the next view is painted. */
  void waitForAnswer() {
    elements.waitForNone(Find.css("#app [aria-busy='true']"));
  }

  private void waitForExactly(Find find, String text) {
    elements.waitForText(find, text::equals, text);
  }

  private void waitForPart(Find find, String text) {
    elements.waitForText(find, found -> found.contains(text), "\u2026" + text + "\u2026");
  }
}
