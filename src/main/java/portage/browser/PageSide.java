package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import portage.browser.dom.ActionSink;
import portage.browser.js.JsBeside;
import portage.page.FirstForm;
import portage.page.UserAction;
import portage.page.View;

/**
 * The page's side of the conversation: paints what the worker shows, sends what the person did. Until the worker has come, the
 * page shows the first form by itself. A press of its button is then kept, and made again on the worker's own view of that form;
 * what was typed stands in the form all the while.
 */
public final class PageSide implements ActionSink {
  private final DomPage page;
  private PageLink worker; // null until its first view has come: before that it asks nothing, and would drop every answer
  private boolean isPressed;
  private long cameBytes;

  /** Shows the first form in {@code root}, an element of the page that holds nothing to be kept. */
  public PageSide(HTMLElement root) {
    page = new DomPage(root, this);
    paintEarly();
  }

  /** So many bytes of the worker have come. */
  public void came(long bytes) {
    cameBytes = bytes;
    if (worker == null) paintEarly();
  }

  private void paintEarly() {
    page.paint(isPressed ? FirstForm.pressedWhileLoading(cameBytes) : FirstForm.whileLoading(cameBytes));
  }

  /** Begins the conversation with a worker that has said that it is ready; {@code backend} is told in the footer. */
  public void connect(PageLink link, String backend) {
    link.onMessage(json -> show(link, View.parse(json)));
    link.post("{\"type\":\"hello\",\"backend\":\"" + backend + "\"}", JsBeside.nothing());
  }

  private void show(PageLink link, View view) {
    if (worker == null) {
      worker = link;
      takeOver(view);
    } else {
      page.paint(view);
    }
  }

  private void takeOver(View view) {
    if (!view.screen().equals(FirstForm.SCREEN)) {
      page.paint(view); // the worker cannot go on, and says why
      return;
    }
    page.paintBeneath(view);
    page.announce(FirstForm.newsIn(view));
    if (isPressed) page.submit();
  }

  @Override
  public void send(String actionJson, JsBeside.Things beside) {
    if (worker == null) {
      isPressed = true;
      paintEarly();
      page.announce(FirstForm.loading());
      return;
    }
    worker.post(actionJson, beside);
    if (UserAction.parse(actionJson).startsWork()) keepStorage();
  }

  /** Only a page can ask for this, not a worker; after a click, because some browsers ask the person. */
  @JSBody(
      script =
          "if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(function() {}); }")
  private static native void keepStorage();
}
