package portage.page;

import com.eclipsesource.json.JsonObject;

/**
 * A button and the name of the action that it sends.
 *
 * @param disabled shown but not to be pressed; a sentence beside it should say why
 * @param saveAs asks for a place to save a file of this name to, where the browser can; who thinks better of it has not pressed
 *     the button. Empty: asks for none.
 */
public record Button(String action, String label, Style style, boolean disabled, String saveAs) {
  /** How much weight a button has. Danger is for what cannot be taken back. */
  public enum Style { PRIMARY, SECONDARY, DANGER }

  public static Button primary(String action, String label) {
    return new Button(action, label, Style.PRIMARY, false, "");
  }

  public static Button secondary(String action, String label) {
    return new Button(action, label, Style.SECONDARY, false, "");
  }

  public static Button danger(String action, String label) {
    return new Button(action, label, Style.DANGER, false, "");
  }

  public Button withDisabled(boolean newDisabled) {
    return new Button(action, label, style, newDisabled, saveAs);
  }

  /** The same button, which asks for a place to save to. */
  public Button withSaveAs(String fileName) {
    return new Button(action, label, style, disabled, fileName);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().add("action", action).add("label", label).add("style", Members.nameOf(style));
    Members.addFlag(json, "disabled", disabled);
    Members.addText(json, "saveAs", saveAs);
    return json;
  }

  static Button parse(JsonObject json) {
    return new Button(
        Members.text(json, "action"),
        Members.text(json, "label"),
        Members.constant(json, "style", Style.values()),
        Members.flag(json, "disabled"),
        Members.text(json, "saveAs"));
  }
}
