package portage.browser.dom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.js.JsBeside;
import portage.page.Block;
import portage.page.Button;
import portage.page.Field;

/** Paints a form. The worker judges what was typed; the browser's own checks are off. */
final class FormPainter implements BlockPainter {
  private final Conversation conversation;
  private final HTMLElement element = Dom.element("form", "form");
  private final KeyedChildren<FieldPainter> fields;
  private final HTMLElement fold = Dom.element("details", "disclosure fold");
  private final HTMLElement foldSummary = Dom.append(fold, Dom.element("summary", ""));
  private final HTMLElement foldNote = Dom.element("p", "text");
  private final KeyedChildren<FieldPainter> foldedFields;
  private final ButtonRow buttons;

  FormPainter(Conversation conversation) {
    this.conversation = conversation;
    element.setAttribute("novalidate", "");
    fields = new KeyedChildren<>(Dom.append(element, Dom.element("div", "fields")));
    Dom.append(element, fold);
    HTMLElement folded = Dom.append(fold, Dom.element("div", "disclosure-blocks"));
    Dom.append(folded, foldNote);
    foldedFields = new KeyedChildren<>(Dom.append(folded, Dom.element("div", "fields")));
    buttons = new ButtonRow(Dom.append(element, Dom.element("div", "buttons")), conversation, this::press);
    element.addEventListener("submit", event -> {
      event.preventDefault(); // the content security policy would refuse it, and noisily
      submit();
    });
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void paint(Block block) {
    Block.Form form = (Block.Form) block;
    paintFields(fields, form.id(), form.fields());
    fold.setHidden(form.fold() == null);
    if (form.fold() != null) {
      Dom.setText(foldSummary, form.fold().summary());
      Dom.setOptionalText(foldNote, form.fold().note());
      // What is wrong must be seen, and can take the focus only when it is.
      if (paintFields(foldedFields, form.id(), form.fold().fields())) fold.setAttribute("open", "");
    }
    List<Button> row = new ArrayList<>();
    row.add(form.submit());
    row.addAll(form.secondary());
    buttons.paint(row);
    for (int i = 0; i < row.size(); i++) {
      buttons.get(i).element().setAttribute("type", i == 0 ? "submit" : "button");
    }
  }

  /** Returns whether something is wrong in one of them; the first such field wants the focus when that is news. */
  private boolean paintFields(KeyedChildren<FieldPainter> painters, String formId, List<Field> shown) {
    List<String> keys = new ArrayList<>();
    for (Field field : shown) keys.add(field.type() + " " + field.name());
    painters.arrange(keys, i -> new FieldPainter(formId, shown.get(i)));
    FieldPainter firstInvalid = null;
    boolean isNews = conversation.isAnswer();
    for (int i = 0; i < shown.size(); i++) {
      FieldPainter painter = painters.get(i);
      isNews |= painter.paint(shown.get(i));
      if (firstInvalid == null && painter.isInvalid()) firstInvalid = painter;
    }
    if (firstInvalid != null && isNews) conversation.wantFocus(firstInvalid.control());
    return firstInvalid != null;
  }

  @Override
  public void close() {
    fields.close();
    foldedFields.close();
  }

  /** A click on the first button submits the form, as Enter does: that is told by the form itself. */
  private void press(ButtonRow.Pressable pressed) {
    if (pressed != buttons.get(0)) send(pressed, false);
  }

  private void submit() {
    ButtonRow.Pressable first = buttons.get(0);
    if (conversation.isOpen(first.element())) send(first, true);
  }

  private void send(ButtonRow.Pressable pressed, boolean withPasswords) {
    Map<String, String> values = new LinkedHashMap<>();
    JsBeside.Things beside = JsBeside.nothing();
    List<FieldPainter> all = new ArrayList<>(fields.all());
    all.addAll(foldedFields.all());
    for (FieldPainter field : all) {
      field.hidePassword();
      if (withPasswords || !field.isPassword()) values.put(field.name(), field.value());
      field.addChosenFile(beside);
    }
    conversation.send(pressed, values, beside);
  }
}
