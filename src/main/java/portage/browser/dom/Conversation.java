package portage.browser.dom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.js.JsBeside;
import portage.page.UserAction;

/** What goes back and forth around the painters: actions to the worker, announcements and focus to the person. */
public final class Conversation {
  private final ActionSink sink;
  private final HTMLElement liveRegion;
  private final List<HTMLElement> pressed = new ArrayList<>();
  private final List<String> announcements = new ArrayList<>();
  private String screen = "";
  private int answers;
  private boolean isAnswer;
  /** The browser's dialogue is open. */
  private boolean isPicking;
  private HTMLElement wantsFocus;
  private HTMLElement wantsToBeSeen;

  /** {@code liveRegion} is an element with {@code aria-live="polite"}. */
  public Conversation(ActionSink sink, HTMLElement liveRegion) {
    this.sink = sink;
    this.liveRegion = liveRegion;
  }

  /** A view arrived: what was pressed has been answered and may be pressed again. */
  public void beginPaint(String newScreen) {
    screen = newScreen;
    isAnswer = !pressed.isEmpty();
    if (isAnswer) answers++;
    for (HTMLElement button : pressed) {
      button.removeAttribute("aria-busy");
      Dom.setFlag(button, "aria-disabled", button.hasAttribute("data-disabled"));
    }
    pressed.clear();
    wantsFocus = null;
    wantsToBeSeen = null;
  }

  /** The view is painted. Returns the element that asked for the focus, or null. */
  public HTMLElement endPaint() {
    if (!announcements.isEmpty()) {
      Dom.setText(liveRegion, String.join(" ", announcements));
      announcements.clear();
    }
    if (wantsFocus == null && wantsToBeSeen != null) Dom.bringIntoView(wantsToBeSeen);
    return wantsFocus;
  }

  /** Whether the view being painted is the first one since something was pressed. */
  boolean isAnswer() {
    return isAnswer;
  }

  /** Counts the answers, so that what must be told anew with each of them can tell them apart. */
  int answers() {
    return answers;
  }

  /** Says {@code sentence} to screen readers, once the view is painted and when they have time. */
  void announce(String sentence) {
    announcements.add(sentence);
  }

  /** Says {@code sentence} to screen readers, outside of painting. */
  public void announceNow(String sentence) {
    Dom.setText(liveRegion, sentence);
  }

  /** Asks for the focus; the first one in a view gets it. */
  void wantFocus(HTMLElement element) {
    if (wantsFocus == null) wantsFocus = element;
  }

  /** Asks to be scrolled into view; the first one in a view is. */
  void wantToBeSeen(HTMLElement element) {
    if (wantsToBeSeen == null) wantsToBeSeen = element;
  }

  /** Whether pressing {@code button} does anything: not when it is disabled, nor before its last press is answered. */
  boolean isOpen(HTMLElement button) {
    return !button.hasAttribute("aria-disabled");
  }

  /** Sends an action that is no answer to the screen: nothing waits for what comes of it. */
  void tell(String action) {
    sink.send(new UserAction(action, screen, Map.of()).toJson().toString(), JsBeside.nothing());
  }

  /** Sends the action of a button and holds it until the next view; first asks for a place where the button wants one. */
  void send(ButtonRow.Pressable pressed, Map<String, String> values, JsBeside.Things beside) {
    String fileName = pressed.button().saveAs();
    if (fileName.isEmpty() || !JsBeside.canPick()) {
      hold(pressed.element());
      sink.send(json(pressed, values), beside);
    } else if (!isPicking) {
      pick(fileName, pressed.element(), json(pressed, values), beside);
    }
  }

  private String json(ButtonRow.Pressable pressed, Map<String, String> values) {
    return new UserAction(pressed.button().action(), screen, values).toJson().toString();
  }

  private void hold(HTMLElement button) {
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-busy", "true");
    pressed.add(button);
  }

  /** The browser shows a dialogue of its own. Where it does not let the page ask, the action goes without a place. */
  private void pick(String fileName, HTMLElement button, String json, JsBeside.Things beside) {
    isPicking = true;
    JsBeside.pick(
        fileName,
        place -> {
          JsBeside.setPlace(beside, place);
          sendPicked(button, json, beside);
        },
        () -> isPicking = false,
        () -> sendPicked(button, json, beside));
  }

  private void sendPicked(HTMLElement button, String json, JsBeside.Things beside) {
    isPicking = false;
    hold(button);
    sink.send(json, beside);
  }
}
