package portage.browser.dom;

import org.teavm.jso.dom.html.HTMLElement;

/** A password input with a button that shows or hides what was typed. */
final class PasswordToggle {
  private final HTMLElement element = Dom.element("div", "reveal");
  private final HTMLElement input;
  private final HTMLElement button = Dom.element("button", "reveal-button");
  private String showLabel = "";
  private String hideLabel = "";
  private boolean isShown;

  PasswordToggle(HTMLElement input) {
    this.input = input;
    button.setAttribute("type", "button");
    button.setAttribute("aria-controls", input.getId());
    button.addEventListener("click", event -> show(!isShown));
    Dom.append(element, input);
    Dom.append(element, button);
  }

  HTMLElement element() {
    return element;
  }

  void paint(String newShowLabel, String newHideLabel) {
    showLabel = newShowLabel;
    hideLabel = newHideLabel;
    show(isShown);
  }

  void hide() {
    show(false);
  }

  private void show(boolean shown) {
    isShown = shown;
    input.setAttribute("type", shown ? "text" : "password");
    Dom.setOptionalText(button, shown ? hideLabel : showLabel);
  }
}
