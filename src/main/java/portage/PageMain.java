package portage;

import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import portage.browser.PageLink;
import portage.browser.PageSide;

/** The page's entry: called by {@code boot.js}. */
public final class PageMain {
  private static PageSide side;

  private PageMain() {}

  /** Does nothing: {@code boot.js} says when to begin. */
  public static void main(String[] args) {}

  /** Shows the first form, before there is a worker. */
  @JSExport
  public static void open() {
    side = new PageSide(HTMLDocument.current().getElementById("app"));
  }

  /** So many bytes of the worker have come. The page is open. */
  @JSExport
  public static void came(int bytes) {
    side.came(bytes);
  }

  /**
   * Brings the worker. The page is open.
   *
   * @param worker a browser's {@code Worker} that has said that it is ready
   * @param backend what the worker runs as, {@code "wasm"} or {@code "js"}, for the footer
   */
  @JSExport
  public static void start(JSObject worker, String backend) {
    side.connect(new PageLink(worker), backend);
  }
}
