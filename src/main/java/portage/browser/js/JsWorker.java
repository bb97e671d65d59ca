package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The worker's own side of its message channel, and the page's. All messages are texts; beside those of the page may go things. */
public final class JsWorker {
  private JsWorker() {}

  @JSFunctor
  public interface OnText extends JSObject {
    void text(String text);
  }

  @JSFunctor
  public interface OnTextBeside extends JSObject {
    void text(String text, JsBeside.Things beside);
  }

  @JSBody(params = "text", script = "self.postMessage(text);")
  public static native void postToPage(String text);

  @JSBody(params = "handler", script = ""
      + "self.onmessage = function(event) {"
      + "  var data = event.data;"
      + "  if (typeof data === 'string') { handler(data, { files: {}, place: null }); }"
      + "  else { handler(String(data.text), data.beside); }"
      + "};")
  public static native void onTextFromPage(OnTextBeside handler);

  @JSBody(params = {"worker", "text", "beside"}, script = "worker.postMessage({ text: text, beside: beside });")
  public static native void postToWorker(JSObject worker, String text, JsBeside.Things beside);

  @JSBody(params = {"worker", "handler"}, script = "worker.onmessage = function(e) { handler(String(e.data)); };")
  public static native void onTextFromWorker(JSObject worker, OnText handler);
}
