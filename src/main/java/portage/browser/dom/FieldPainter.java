package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.js.JsBeside;
import portage.page.Field;
import portage.page.UserAction;

/** Paints one input with its label, its hint and what is wrong with it. Reads what was typed only to send it. */
final class FieldPainter implements KeyedChildren.Child {
  private final Field.Type type;
  private final String name;
  private final HTMLElement element;
  private final HTMLElement control;
  private final HTMLElement label;
  private final HTMLElement hint = Dom.element("p", "field-hint");
  private final HTMLElement error = Dom.element("p", "field-error");
  private final PasswordToggle toggle;
  private Field painted;

  FieldPainter(String formId, Field field) {
    type = field.type();
    name = field.name();
    String id = "field-" + formId + "-" + name;
    element = Dom.element("div", "");
    control = controlOf(type);
    control.setId(id);
    control.setAttribute("name", name);
    label = Dom.element("label", "field-label");
    label.setAttribute("for", id);
    hint.setId(id + "-hint");
    error.setId(id + "-error");
    toggle = type == Field.Type.PASSWORD ? new PasswordToggle(control) : null;
    arrange();
  }

  private static HTMLElement controlOf(Field.Type type) {
    if (type == Field.Type.SELECT) return Dom.element("select", "control");
    HTMLElement input = Dom.element("input", "control");
    input.setAttribute("type", switch (type) {
      case PASSWORD -> "password";
      case EMAIL -> "email";
      case CHECKBOX -> "checkbox";
      case FILE -> "file";
      default -> "text"; // of a URL too: a server may be named without a scheme
    });
    if (type == Field.Type.URL) input.setAttribute("inputmode", "url");
    if (type == Field.Type.NUMBER) input.setAttribute("inputmode", "numeric");
    if (type == Field.Type.CODE) input.setClassName("control control-code");
    input.setAttribute("spellcheck", "false");
    input.setAttribute("autocapitalize", "off");
    input.setAttribute("autocorrect", "off");
    return input;
  }

  private void arrange() {
    if (type == Field.Type.CHECKBOX) {
      HTMLElement line = Dom.append(element, Dom.element("div", "check-line"));
      Dom.append(line, control);
      Dom.append(line, label);
      Dom.append(element, hint);
    } else {
      Dom.append(element, label);
      Dom.append(element, hint);
      Dom.append(element, toggle == null ? control : toggle.element());
    }
    Dom.append(element, error);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  /** Shows {@code field}; what was typed stays unless its value is another one. Returns whether an error is new. */
  boolean paint(Field field) {
    if (field.equals(painted)) return false;
    String formerError = painted == null ? "" : painted.error();
    Dom.setText(label, field.label());
    Dom.setOptionalText(hint, field.hint());
    Dom.setOptionalText(error, field.error());
    paintAttributes(field);
    if (type == Field.Type.SELECT && (painted == null || !field.options().equals(painted.options()))) {
      paintOptions(field);
    }
    if (painted == null || !field.value().equals(painted.value())) paintValue(field.value());
    if (toggle != null) toggle.paint(field.showLabel(), field.hideLabel());
    painted = field;
    return !field.error().isEmpty() && !field.error().equals(formerError);
  }

  private void paintAttributes(Field field) {
    boolean invalid = !field.error().isEmpty();
    String className = type == Field.Type.CHECKBOX ? "field field-check" : "field";
    element.setClassName(invalid ? className + " is-invalid" : className);
    Dom.setOptionalAttribute(control, "autocomplete", field.autocomplete().isEmpty() ? "off" : field.autocomplete());
    Dom.setFlag(control, "aria-required", field.required());
    Dom.setFlag(control, "aria-invalid", invalid);
    String describedBy = (field.hint().isEmpty() ? "" : hint.getId() + " ") + (invalid ? error.getId() : "");
    Dom.setOptionalAttribute(control, "aria-describedby", describedBy.trim());
  }

  private void paintOptions(Field field) {
    String chosen = painted == null ? field.value() : Dom.value(control);
    control.clear();
    for (Field.Option option : field.options()) {
      HTMLElement choice = Dom.append(control, Dom.element("option", "", option.label()));
      choice.setAttribute("value", option.value());
    }
    Dom.setValue(control, chosen);
  }

  private void paintValue(String value) {
    if (type == Field.Type.FILE) return; // only the person can choose a file
    if (type == Field.Type.CHECKBOX) {
      Dom.setChecked(control, value.equals(UserAction.YES));
    } else {
      Dom.setValue(control, value);
    }
  }

  String name() {
    return name;
  }

  HTMLElement control() {
    return control;
  }

  boolean isInvalid() {
    return !painted.error().isEmpty();
  }

  boolean isPassword() {
    return type == Field.Type.PASSWORD;
  }

  String value() {
    if (type == Field.Type.CHECKBOX) return Dom.isChecked(control) ? UserAction.YES : "";
    return Dom.value(control);
  }

  /** Adds the file that was chosen, if this is a field for one and one was. */
  void addChosenFile(JsBeside.Things beside) {
    if (type == Field.Type.FILE && Dom.hasChosenFile(control)) {
      JsBeside.addFile(beside, name, Dom.chosenFile(control));
    }
  }

  /** Covers a password that the person had shown: it is about to be used, and browsers offer to save covered ones. */
  void hidePassword() {
    if (toggle != null) toggle.hide();
  }

  /** Empties the input, so that no password lives on in an element that was taken out of the page. */
  @Override
  public void close() {
    if (type != Field.Type.CHECKBOX && type != Field.Type.SELECT) Dom.setValue(control, "");
  }
}
