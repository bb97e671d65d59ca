package portage;

import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import portage.browser.DomPage;
import portage.browser.PageLink;

/** The page's entry: paints what the worker shows, sends what the person did. */
public final class PageMain {
  private PageMain() {}

  /** Does nothing: {@code boot.js} calls {@link #start} once a worker is ready. */
  public static void main(String[] args) {}

  /**
   * Begins.
   *
   * @param worker a browser's {@code Worker} that has said that it is ready
   * @param backend what the worker runs as, {@code "wasm"} or {@code "js"}, for the footer
   */
  @JSExport
  public static void start(JSObject worker, String backend) {
    PageLink link = new PageLink(worker);
    DomPage page = new DomPage(HTMLDocument.current().getElementById("app"), link::post);
    link.onMessage(page::paint);
    link.post("{\"type\":\"hello\",\"backend\":\"" + backend + "\"}");
  }
}
