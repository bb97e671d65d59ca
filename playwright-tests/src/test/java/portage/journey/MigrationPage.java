package portage.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The page as a person uses it. The one class that knows selectors. */
final class MigrationPage {
  private static final int MOST_TABS = 60;

  private final Page page;
  private final String address;
  private final List<String> complaints = new ArrayList<>();
  private Consumer<Screen> visitor = screen -> {};

  /** {@code address} is where the page is served. */
  MigrationPage(Page page, String address) {
    this.page = page;
    this.address = address;
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) complaints.add(message.text());
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> dialog.accept()); // "leave this page?": yes
  }

  // ---- the journey, screen by screen ------------------------------------------------------------------------------------

  /** Opens the page; {@code backend} is "wasm", "js", or empty for its own choice. */
  void open(String backend) {
    page.navigate(backend.isEmpty() ? address : address + "?backend=" + backend);
    waitFor(Screen.WELCOME);
  }

  /** Opens the page where it is not expected to run. */
  void openAnyway() {
    page.navigate(address);
  }

  void findAccount(String handleOrDid) {
    field("account", "account").fill(handleOrDid);
    press("Find my account");
  }

  void signIn(String password) {
    waitFor(Screen.SOURCE_SIGN_IN);
    field("source", "password").fill(password);
    press("Sign in");
  }

  void chooseTarget(String server) {
    waitFor(Screen.TARGET);
    field("target", "server").fill(server);
    press("Look at this server");
  }

  /** Fills in the new account; {@code inviteOrNull} only where the page asks for one. */
  void fillDetails(String handle, String email, String password, String inviteOrNull) {
    waitFor(Screen.DETAILS);
    field("details", "handle").fill(handle);
    field("details", "email").fill(email);
    field("details", "password").fill(password);
    if (inviteOrNull != null) field("details", "invite").fill(inviteOrNull);
    press("Continue");
  }

  void signInAtTarget(String password) {
    waitFor(Screen.TARGET_SIGN_IN);
    field("existing", "password").fill(password);
    press("Sign in");
  }

  void startPlan() {
    waitFor(Screen.PLAN);
    press("Start the move");
  }

  /** Opens the fold of the plan that says how much is done at once. */
  void openAdvanced() {
    waitFor(Screen.PLAN);
    advanced().click();
  }

  /** Chooses settings by their name, such as "Phone or tablet". */
  void chooseSettings(String name) {
    String value = field("plan", "preset").locator("option", new Locator.LocatorOptions().setHasText(name)).getAttribute("value");
    field("plan", "preset").selectOption(value);
  }

  void enterCode(String code) {
    waitFor(Screen.MAIL_CODE);
    field("code", "code").fill(code);
    press("Use this code");
  }

  void askForAnotherCode() {
    waitFor(Screen.MAIL_CODE);
    press("Send another code");
  }

  void approve() {
    waitFor(Screen.GATE);
    field("gate", "confirm").check();
    press("Yes, move my account");
  }

  /** Says that the document of a did:web was changed. */
  void documentWasChanged() {
    waitFor(Screen.WEB_DOCUMENT);
    press("I have changed it, look again");
  }

  void goOnWithoutBlobs() {
    waitFor(Screen.BLOBS_LEFT);
    press("Go on without them");
  }

  void finish() {
    waitFor(Screen.DONE);
    press("Remove the local copy and finish");
    waitFor(Screen.FINISHED);
  }

  /** Takes up the move that this browser remembers, whoever's it is. */
  void carryOn() {
    waitFor(Screen.WELCOME);
    resumable("Carry on with ").click();
    waitForAnswer();
  }

  /** Drops the move that this browser remembers. */
  void drop() {
    waitFor(Screen.WELCOME);
    resumable("Drop the move of ").click();
    assertThat(resumable("Drop the move of ")).hasCount(0);
  }

  void cancel() {
    press("Cancel the move");
  }

  /** Says no at the gate. */
  void cancelAtGate() {
    waitFor(Screen.GATE);
    press("No, cancel the move");
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
    page.reload();
  }

  // ---- what it shows ----------------------------------------------------------------------------------------------------

  /** Waits for a screen; fails at once, with what is said there, when the move stops instead. */
  void waitFor(Screen screen) {
    assertThat(title()).hasText(screen.titleOrStopped());
    if (!screen.fits(title().innerText())) {
      throw new AssertionError("stopped before " + screen + ": " + screenText());
    }
    visitor.accept(screen);
  }

  /** Waits for one of these screens, and says which it is. */
  Screen waitForAny(Screen... screens) {
    List<String> titles = new ArrayList<>();
    for (Screen screen : screens) titles.add(screen.titleOrStopped().pattern());
    assertThat(title()).hasText(Pattern.compile(String.join("|", titles)));
    String shown = title().innerText();
    for (Screen screen : screens) {
      if (screen.fits(shown)) return screen;
    }
    throw new AssertionError("stopped before " + List.of(screens) + ": " + screenText());
  }

  /** Waits until the page is at a piece of work. */
  void waitForWork(Work work) {
    Locator running = page.locator(".progress.is-running .progress-label");
    assertThat(running).hasText(work.label());
  }

  /** Does something, and waits until a server begins to answer a call of this method. */
  void untilAnswered(String nsid, Runnable action) {
    page.waitForResponse(Pattern.compile("/xrpc/" + nsid.replace(".", "\\.") + "(\\?.*)?$"), action);
  }

  /** Waits for a problem with this code on the screen. */
  void waitForProblem(String code) {
    assertThat(page.locator(".problem-code")).hasText(code);
  }

  /** Waits until the page says what is wrong with a field. */
  void waitForFieldError(String form, String name, String text) {
    assertThat(page.locator("#field-" + form + "-" + name + "-error")).hasText(text);
  }

  boolean isShown(Screen screen) {
    return screen.fits(title().innerText());
  }

  /** The code of the problem on the screen, or empty. */
  String problemCode() {
    Locator code = page.locator(".problem-code");
    return code.count() == 0 ? "" : code.first().innerText();
  }

  /** Everything that stands on the screen, what is folded away included. */
  String screenText() {
    page.locator("details").evaluateAll("all => all.forEach((one) => { one.open = true; })");
    return page.locator("#app").innerText();
  }

  /** The value of a row of facts. */
  String fact(String label) {
    Locator row = page.locator(".fact").filter(new Locator.FilterOptions().setHas(exactly(label)));
    return row.locator("dd").innerText();
  }

  String footer() {
    return page.locator("footer.page-footer").innerText();
  }

  /** Waits for the message that stands in for the page where it cannot, or will not, run. */
  void waitForRefusal(String text) {
    assertThat(page.locator("#unsupported")).isVisible();
    assertThat(page.locator("#unsupported")).containsText(text);
    assertThat(page.locator("#app")).isHidden();
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
    assertThat(page.locator("#app")).containsText(text);
  }

  /** Waits until the picture of the speed shows more than nothing, and says what it says of itself. */
  String waitForSpeed() {
    Locator picture = page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^Speed of the last ")));
    assertThat(picture).hasAttribute("aria-label", Pattern.compile(".*highest value is [1-9].*"));
    assertThat(picture.locator("path").first()).hasAttribute("d", Pattern.compile(".*V[0-9]{1,2}H.*"));
    return picture.getAttribute("aria-label");
  }

  /** Waits until the value of a row of facts fits. */
  void waitForFact(String label, Pattern value) {
    Locator row = page.locator(".fact").filter(new Locator.FilterOptions().setHas(exactly(label)));
    assertThat(row.locator("dd")).hasText(value);
  }

  /** Names of everything that this browser keeps for the page: files, records of databases, cookies' like. */
  List<String> kept() {
    return Kept.names(page);
  }

  /** How many pixels of the screen stand out to the right. */
  int overhangPixels() {
    Object pixels = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) pixels).intValue();
  }

  /** Errors on the console, the worker's too, and errors that nobody caught. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Calls {@code newVisitor} at every screen that is waited for. */
  void visitScreens(Consumer<Screen> newVisitor) {
    visitor = newVisitor;
  }

  void resize(int widthPixels, int heightPixels) {
    page.setViewportSize(widthPixels, heightPixels);
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  // ---- by keyboard ------------------------------------------------------------------------------------------------------

  /** Presses Tab until the field has the focus, then types. */
  void typeByKeyboard(String form, String name, String text) {
    tabTo("#field-" + form + "-" + name);
    page.keyboard().press("Control+A");
    page.keyboard().type(text);
  }

  /** Presses Tab until the button has the focus, then Enter. */
  void pressByKeyboard(String label) {
    tabTo("xpath=//button[normalize-space()='" + label + "']");
    page.keyboard().press("Enter");
    waitForAnswer();
  }

  /** Presses Tab until the fold of the plan has the focus, then Enter. */
  void openAdvancedByKeyboard() {
    tabTo("summary:has-text('Advanced')");
    page.keyboard().press("Enter");
  }

  /** Whether the focus is on this field. */
  boolean isFocused(String form, String name) {
    return isFocused(field(form, name));
  }

  /** Presses Enter where the focus is. */
  void enter() {
    page.keyboard().press("Enter");
    waitForAnswer();
  }

  /** Whether the focus is on the title, as it is when a screen has just come up. */
  boolean isTitleFocused() {
    return isFocused(title());
  }

  private void tabTo(String selector) {
    Locator wanted = page.locator(selector);
    for (int i = 0; i < MOST_TABS; i++) {
      if (isFocused(wanted)) return;
      page.keyboard().press("Tab");
    }
    throw new AssertionError("no way by Tab to " + selector);
  }

  private static boolean isFocused(Locator locator) {
    return (Boolean) locator.evaluate("element => document.activeElement === element");
  }

  // ---- selectors --------------------------------------------------------------------------------------------------------

  private Locator title() {
    return page.locator("h1.title");
  }

  private Locator field(String form, String name) {
    return page.locator("#field-" + form + "-" + name);
  }

  private Locator advanced() {
    return page.locator("summary", new Page.LocatorOptions().setHasText("Advanced"));
  }

  private Locator exactly(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  private Locator resumable(String labelBegins) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + labelBegins)));
  }

  private void press(String label) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true)).click();
    waitForAnswer();
  }

  /** What was pressed is busy until the next view is painted. */
  private void waitForAnswer() {
    assertThat(page.locator("#app [aria-busy='true']")).hasCount(0);
  }
}
