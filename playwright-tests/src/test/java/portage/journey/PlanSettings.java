package portage.journey;

import com.eclipsesource.json.Json;
import portage.journey.Elements.Find;

/** How much is done at once, as the person sets it before the move starts. */
final class PlanSettings {
  private static final Find FOLD = Find.css("details.fold > summary");
  private static final Find PRESET = Find.css("#field-plan-preset");

  private final MigrationPage page;
  private final Elements elements;

  PlanSettings(MigrationPage page, Elements elements) {
    this.page = page;
    this.elements = elements;
  }

  void open() {
    page.waitFor(Screen.PLAN);
    elements.click(FOLD);
  }

  void openByKeyboard() {
    page.waitFor(Screen.PLAN);
    page.tabTo(FOLD);
    page.enter();
  }

  /** Chooses settings by their name, such as "Phone or tablet". */
  void choose(String name) {
    String function =
        "([select]) => {"
            + " select.value = [...select.options].find((one) => one.text.includes(" + Json.value(name) + ")).value;"
            + " select.dispatchEvent(new Event('change', { bubbles: true })); }";
    elements.run(function, PRESET);
  }

  /** Whether the focus is on this field. */
  boolean isFocused(String name) {
    return elements.isFocused(Find.css("#field-plan-" + name));
  }
}
