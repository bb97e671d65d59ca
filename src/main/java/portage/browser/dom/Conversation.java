package portage.browser.dom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
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
    sink.send(new UserAction(action, screen, Map.of()).toJson().toString());
  }

  /** Sends an action and holds {@code button} until the next view. {@code file} may be null. */
  void send(HTMLElement button, String action, Map<String, String> values, JSObject file) {
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-busy", "true");
    pressed.add(button);
    String json = new UserAction(action, screen, values).toJson().toString();
    if (file == null) {
      sink.send(json);
    } else {
      sink.sendWithFile(json, file);
    }
  }
}
