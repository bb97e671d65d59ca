package portage.page;

import com.eclipsesource.json.JsonObject;
import java.util.List;

/**
 * One input of a form. Made by the factory of its type, refined by the {@code with…} copies.
 *
 * @param name key of the typed text in {@link UserAction#value}
 * @param autocomplete token of the HTML standard ("username", "current-password", "one-time-code" …); empty: "off"
 * @param value what the input holds at first. What the person types is kept until a later view gives another value.
 * @param error one sentence shown at the input; empty: nothing is wrong with it
 * @param options of a select, else empty
 * @param showLabel label of the button that shows a password; empty: no such button
 * @param hideLabel label of the same button while the password is shown
 */
public record Field(
    String name,
    String label,
    Type type,
    String autocomplete,
    String hint,
    String value,
    boolean required,
    String error,
    List<Option> options,
    String showLabel,
    String hideLabel) {

  /** What kind of input. A checkbox sends "yes" or nothing; a file sends its name, and itself beside the action. */
  public enum Type { TEXT, PASSWORD, EMAIL, URL, CODE, NUMBER, CHECKBOX, SELECT, FILE }

  /** One choice of a select. */
  public record Option(String value, String label) {
    JsonObject toJson() {
      return new JsonObject().add("value", value).add("label", label);
    }

    static Option parse(JsonObject json) {
      return new Option(Members.text(json, "value"), Members.text(json, "label"));
    }
  }

  public Field {
    options = List.copyOf(options);
  }

  private static Field of(Type type, String name, String label, String autocomplete) {
    return new Field(name, label, type, autocomplete, "", "", false, "", List.of(), "", "");
  }

  public static Field text(String name, String label) {
    return of(Type.TEXT, name, label, "");
  }

  /** {@code autocomplete} is "current-password" or "new-password". */
  public static Field password(String name, String label, String autocomplete, String showLabel, String hideLabel) {
    return new Field(
        name, label, Type.PASSWORD, autocomplete, "", "", false, "", List.of(), showLabel, hideLabel);
  }

  public static Field email(String name, String label) {
    return of(Type.EMAIL, name, label, "email");
  }

  /** An address of a server; a name without a scheme may be typed as well. */
  public static Field url(String name, String label) {
    return of(Type.URL, name, label, "url");
  }

  /** A code that was sent to the person. */
  public static Field code(String name, String label) {
    return of(Type.CODE, name, label, "one-time-code");
  }

  /** A whole number. */
  public static Field number(String name, String label) {
    return of(Type.NUMBER, name, label, "");
  }

  public static Field checkbox(String name, String label) {
    return of(Type.CHECKBOX, name, label, "");
  }

  public static Field select(String name, String label, List<Option> options) {
    return new Field(name, label, Type.SELECT, "", "", "", false, "", options, "", "");
  }

  public static Field file(String name, String label) {
    return of(Type.FILE, name, label, "");
  }

  public Field withAutocomplete(String newAutocomplete) {
    return new Field(
        name, label, type, newAutocomplete, hint, value, required, error, options, showLabel, hideLabel);
  }

  public Field withHint(String newHint) {
    return new Field(
        name, label, type, autocomplete, newHint, value, required, error, options, showLabel, hideLabel);
  }

  public Field withValue(String newValue) {
    return new Field(
        name, label, type, autocomplete, hint, newValue, required, error, options, showLabel, hideLabel);
  }

  /** A checkbox that starts ticked, or not. */
  public Field withChecked(boolean checked) {
    return withValue(checked ? UserAction.YES : "");
  }

  public Field asRequired() {
    return new Field(name, label, type, autocomplete, hint, value, true, error, options, showLabel, hideLabel);
  }

  public Field withError(String newError) {
    return new Field(
        name, label, type, autocomplete, hint, value, required, newError, options, showLabel, hideLabel);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().add("name", name).add("label", label).add("type", Members.nameOf(type));
    Members.addText(json, "autocomplete", autocomplete);
    Members.addText(json, "hint", hint);
    Members.addText(json, "value", value);
    Members.addFlag(json, "required", required);
    Members.addText(json, "error", error);
    if (!options.isEmpty()) json.add("options", Members.array(options, Option::toJson));
    Members.addText(json, "showLabel", showLabel);
    Members.addText(json, "hideLabel", hideLabel);
    return json;
  }

  /** The {@code fields} of a form, or of a part of one. */
  static List<Field> list(JsonObject json) {
    return Members.list(json, "fields", field -> parse(field.asObject()));
  }

  private static Field parse(JsonObject json) {
    return new Field(
        Members.text(json, "name"),
        Members.text(json, "label"),
        Members.constant(json, "type", Type.values()),
        Members.text(json, "autocomplete"),
        Members.text(json, "hint"),
        Members.text(json, "value"),
        Members.flag(json, "required"),
        Members.text(json, "error"),
        Members.list(json, "options", option -> Option.parse(option.asObject())),
        Members.text(json, "showLabel"),
        Members.text(json, "hideLabel"));
  }
}
