package portage.browser;

import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.dom.ActionSink;
import portage.browser.dom.BlockList;
import portage.browser.dom.Conversation;
import portage.browser.dom.Dom;
import portage.browser.dom.LeaveGuard;
import portage.browser.dom.StepsPainter;
import portage.browser.dom.WakeLock;
import portage.page.View;

/**
 * Paints views into the document and sends what the person does. Knows nothing but the view that it painted last: the
 * same screen again is updated in place, another one is built anew and gets the focus on its title.
 */
public final class DomPage {
  private static final String PRODUCT = "Portage";

  private final HTMLElement root;
  private final StepsPainter steps = new StepsPainter();
  private final HTMLElement liveRegion = Dom.element("div", "only-heard");
  private final Conversation conversation;
  private final BlockList footer;
  private final LeaveGuard leaveGuard = new LeaveGuard();
  private final WakeLock wakeLock = new WakeLock();
  private Screen screen;

  /** Takes over {@code root}, an element of the page that holds nothing to be kept, and adds a footer after it. */
  public DomPage(HTMLElement root, ActionSink sink) {
    this.root = root;
    liveRegion.setAttribute("role", "status");
    liveRegion.setAttribute("aria-live", "polite");
    conversation = new Conversation(sink, liveRegion);
    HTMLElement footerElement = Dom.element("footer", "page-footer");
    root.getParentNode().insertBefore(footerElement, root.getNextSibling());
    root.getParentNode().insertBefore(liveRegion, footerElement);
    footer = new BlockList(footerElement, conversation);
  }

  /** Paints a view. */
  public void paint(View view) {
    boolean isNew = screen == null || !screen.name.equals(view.screen());
    HTMLElement focused = HTMLDocument.current().getActiveElement();
    conversation.beginPaint(view.screen());
    if (isNew) replaceScreen(view.screen());
    HTMLDocument.current().setTitle(view.title() + " \u2013 " + PRODUCT);
    steps.paint(view.stepsLabel(), view.steps());
    screen.paint(view);
    footer.paint(view.footer());
    leaveGuard.turn(view.busy());
    wakeLock.turn(view.busy());
    placeFocus(isNew, focused, conversation.endPaint());
  }

  /** Paints a view that nobody asked for: what has the focus stays where it is to be seen, somebody may be typing there. */
  public void paintBeneath(View view) {
    double before = Dom.topOfFocus();
    paint(view);
    Dom.scrollBy(Dom.topOfFocus() - before);
  }

  /** Says {@code sentence} to screen readers when they have time. */
  public void announce(String sentence) {
    conversation.announceNow(sentence);
  }

  /** Presses the button that sends the form of this screen. */
  public void submit() {
    ((HTMLElement) root.querySelector("button[type=submit]")).click();
  }

  private void replaceScreen(String name) {
    if (screen != null) screen.blocks.close();
    screen = new Screen(name, conversation);
    root.clear();
    Dom.append(root, steps.element());
    Dom.append(root, screen.element);
  }

  private void placeFocus(boolean isNew, HTMLElement focusedBefore, HTMLElement wanted) {
    if (isNew) Dom.scrollToTop();
    if (wanted != null) {
      wanted.focus();
    } else if (isNew) {
      Dom.focusWithoutScrolling(screen.title);
    } else if (focusedBefore != null && !Dom.isSame(focusedBefore, HTMLDocument.current().getActiveElement())) {
      // Moved elements lose the focus; with those that went it would fall back to the top of the document.
      Dom.focusWithoutScrolling(Dom.isConnected(focusedBefore) ? focusedBefore : screen.title);
    }
  }

  /** The elements of the screen being shown. */
  private static final class Screen {
    final String name;
    final HTMLElement element = Dom.element("div", "screen");
    final HTMLElement title = Dom.element("h1", "title");
    final HTMLElement lead = Dom.element("p", "lead");
    final BlockList blocks;

    Screen(String name, Conversation conversation) {
      this.name = name;
      title.setAttribute("tabindex", "-1");
      Dom.append(element, title);
      Dom.append(element, lead);
      blocks = new BlockList(Dom.append(element, Dom.element("div", "blocks")), conversation);
    }

    void paint(View view) {
      Dom.setText(title, view.title());
      Dom.setOptionalText(lead, view.lead());
      blocks.paint(view.blocks());
    }
  }
}
