package portage.journey;

import com.eclipsesource.json.Json;
import portage.journey.Elements.Find;

/** How much is done at once, as the person sets it before a move or a backup starts. */
final class PlanSettings {
  private static final Find FOLD = Find.css("details.fold > summary");

  private final MigrationPage page;
  private final Elements elements;
  private final Screen screen;
  private final String form;

  /** {@code form} is the name of the form they are in, on {@code screen}. */
  PlanSettings(MigrationPage page, Elements elements, Screen screen, String form) {
    this.page = page;
    this.elements = elements;
    this.screen = screen;
    this.form = form;
  }

  private Find field(String name) {
    return Find.css("#field-" + form + "-" + name);
  }

  void open() {
    page.waitFor(screen);
    elements.click(FOLD);
  }

  void openByKeyboard() {
    page.waitFor(screen);
    page.keyboard().tabTo(FOLD);
    page.keyboard().enter();
  }

  /** Chooses settings by their name, such as "Phone or tablet". */
  void choose(String name) {
    String function =
        "([select]) => {"
            + " select.value = [...select.options].find((one) => one.text.includes(" + Json.value(name) + ")).value;"
            + " select.dispatchEvent(new Event('change', { bubbles: true })); }";
    elements.run(function, field("preset"));
  }

  /** Whether the focus is on this field. */
  boolean isFocused(String name) {
    return elements.isFocused(field(name));
  }
}
