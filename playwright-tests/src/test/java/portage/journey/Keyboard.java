package portage.journey;

import portage.engine.Key;
import portage.engine.Tab;
import portage.journey.Elements.Find;

/** The page by keyboard alone. */
final class Keyboard {
  private static final int MOST_TABS = 60;

  private final MigrationPage page;
  private final Elements elements;
  private final Tab tab;

  Keyboard(MigrationPage page, Elements elements, Tab tab) {
    this.page = page;
    this.elements = elements;
    this.tab = tab;
  }

  /** Presses Tab until the field has the focus, then types. */
  void type(String form, String name, String text) {
    tabTo(MigrationPage.field(form, name));
    tab.press(Key.CONTROL, Key.A);
    tab.type(text);
  }

  /** Presses Tab until the button has the focus, then Enter. */
  void press(String label) {
    tabTo(Find.button(label));
    enter();
  }

  /** Presses Tab until the line that opens the report has the focus, then Enter. */
  void openReport() {
    page.reports().waitForFold();
    tabTo(Find.css("details.report > summary"));
    tab.press(Key.ENTER);
  }

  /** Goes on by Tab to the text of the report, where long lines can be scrolled, and to what saves it. */
  void tabToReportAndItsSaving() {
    tabTo(Find.css(".report-text"));
    tabTo(Find.css("details.report a.button"));
  }

  /** Presses Enter where the focus is. */
  void enter() {
    tab.press(Key.ENTER);
    page.waitForAnswer();
  }

  /** Types where the focus is. */
  void typeOn(String text) {
    tab.type(text);
  }

  void tabTo(Find wanted) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (elements.isFocused(wanted)) return;
      tab.press(Key.TAB);
    }
    throw new AssertionError("no way by Tab to " + wanted);
  }
}
