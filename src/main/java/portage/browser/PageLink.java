package portage.browser;

import org.teavm.jso.JSObject;
import portage.browser.js.JsBeside;
import portage.browser.js.JsWorker;

/** The page's end of the line to its worker. Messages are texts of JSON, and what goes beside them. */
public final class PageLink {
  /** Takes one message; must not wait for anything. */
  public interface Handler {
    void handle(String json);
  }

  private final JSObject worker;

  /** {@code worker} is a browser's {@code Worker} that has said that it is ready. */
  public PageLink(JSObject worker) {
    this.worker = worker;
  }

  /** Sends a message to the worker. */
  public void post(String json, JsBeside.Things beside) {
    JsWorker.postToWorker(worker, json, beside);
  }

  /** Passes every message to {@code handler} from now on. */
  public void onMessage(Handler handler) {
    JsWorker.onTextFromWorker(worker, handler::handle);
  }
}
