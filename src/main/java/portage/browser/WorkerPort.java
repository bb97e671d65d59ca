package portage.browser;

import portage.browser.js.JsWorker;

/** The worker's end of the line to its page. Messages are texts of JSON. */
public final class WorkerPort {
  /** Takes one message, on a coroutine of its own: it may wait, and the next message does not wait for it. */
  public interface Handler {
    void handle(String json);
  }

  /** Sends a message to the page. */
  public void post(String json) {
    JsWorker.postToPage(json);
  }

  /** Passes every message to {@code handler} from now on, in order of arrival. */
  public void onMessage(Handler handler) {
    JsWorker.onTextFromPage(text -> Js.start(() -> handler.handle(text)));
  }
}
