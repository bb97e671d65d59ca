package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The worker's own side of its message channel, and the page's. All messages are texts. */
public final class JsWorker {
  private JsWorker() {}

  @JSFunctor
  public interface OnText extends JSObject {
    void text(String text);
  }

  @JSBody(params = "text", script = "self.postMessage(text);")
  public static native void postToPage(String text);

  @JSBody(params = "handler", script = "self.onmessage = function(e) { handler(String(e.data)); };")
  public static native void onTextFromPage(OnText handler);

  @JSBody(params = {"worker", "text"}, script = "worker.postMessage(text);")
  public static native void postToWorker(JSObject worker, String text);

  @JSBody(params = {"worker", "handler"}, script = "worker.onmessage = function(e) { handler(String(e.data)); };")
  public static native void onTextFromWorker(JSObject worker, OnText handler);
}
