package portage.browser.dom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;
import portage.page.Button;

/** Buttons side by side, kept from one view to the next by the action that they send. */
final class ButtonRow {
  /** A button in the document; disabled ones stay focusable, so that focus is not lost when one becomes so. */
  static final class Pressable implements KeyedChildren.Child {
    private final HTMLElement element = Dom.element("button", "");
    private Button button;

    private Pressable(Consumer<Pressable> whenPressed) {
      element.setAttribute("type", "button");
      element.addEventListener("click", event -> whenPressed.accept(this));
    }

    @Override
    public HTMLElement element() {
      return element;
    }

    Button button() {
      return button;
    }

    private void paint(Button newButton) {
      button = newButton;
      element.setClassName("button button-" + button.style().name().toLowerCase(Locale.ROOT));
      Dom.setText(element, button.label());
      Dom.setFlag(element, "data-disabled", button.disabled());
      Dom.setFlag(element, "aria-disabled", button.disabled());
    }
  }

  private final KeyedChildren<Pressable> pressables;
  private final Consumer<Pressable> whenPressed;

  /** {@code whenPressed} is called for open buttons only. */
  ButtonRow(HTMLElement parent, Conversation conversation, Consumer<Pressable> whenPressed) {
    this.pressables = new KeyedChildren<>(parent);
    this.whenPressed = pressable -> {
      if (conversation.isOpen(pressable.element())) whenPressed.accept(pressable);
    };
  }

  void paint(List<Button> buttons) {
    List<String> keys = new ArrayList<>();
    for (Button button : buttons) keys.add(button.action());
    pressables.arrange(keys, i -> new Pressable(whenPressed));
    for (int i = 0; i < buttons.size(); i++) pressables.get(i).paint(buttons.get(i));
  }

  Pressable get(int index) {
    return pressables.get(index);
  }
}
