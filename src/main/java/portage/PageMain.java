package portage;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import portage.browser.DomPage;
import portage.browser.PageLink;
import portage.page.UserAction;

/** The page's entry: paints what the worker shows, sends what the person did. */
public final class PageMain {
  private PageMain() {}

  /** Does nothing: {@code boot.js} calls {@link #start} once a worker is ready. */
  public static void main(String[] args) {}

  /** Only a page can ask for this, not a worker; after a click, because some browsers ask the person. */
  @JSBody(
      script =
          "if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(function() {}); }")
  private static native void keepStorage();

  private static void send(PageLink link, String actionJson) {
    link.post(actionJson);
    if (UserAction.parse(actionJson).startsWork()) {
      keepStorage();
    }
  }

  /**
   * Begins.
   *
   * @param worker a browser's {@code Worker} that has said that it is ready
   * @param backend what the worker runs as, {@code "wasm"} or {@code "js"}, for the footer
   */
  @JSExport
  public static void start(JSObject worker, String backend) {
    PageLink link = new PageLink(worker);
    DomPage page = new DomPage(HTMLDocument.current().getElementById("app"), json -> send(link, json));
    link.onMessage(page::paint);
    link.post("{\"type\":\"hello\",\"backend\":\"" + backend + "\"}");
  }
}
