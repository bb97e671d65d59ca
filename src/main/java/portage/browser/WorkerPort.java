package portage.browser;

import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import portage.browser.js.JsBeside;
import portage.browser.js.JsWorker;
import portage.page.Chosen;
import portage.stream.StoredItem;

/** The worker's end of the line to its page. Messages are texts of JSON; beside those of the page go files and places. */
public final class WorkerPort {
  /** Takes one message, on a coroutine of its own: it may wait, and the next message does not wait for it. */
  public interface Handler {
    void handle(String json, Chosen chosen);
  }

  /** Sends a message to the page. */
  public void post(String json) {
    JsWorker.postToPage(json);
  }

  /** Passes every message to {@code handler} from now on, in order of arrival. */
  public void onMessage(Handler handler) {
    JsWorker.onTextFromPage((text, beside) -> Js.start(() -> handler.handle(text, chosen(beside))));
  }

  private static Chosen chosen(JsBeside.Things beside) {
    Map<String, StoredItem> files = new HashMap<>();
    JSArrayReader<JSString> names = JsBeside.fileNames(beside);
    for (int i = 0; i < names.getLength(); i++) {
      String name = names.get(i).stringValue();
      files.put(name, new ChosenFile(JsBeside.fileNameOf(beside, name), JsBeside.file(beside, name)));
    }
    return new Chosen(files, JsBeside.hasPlace(beside) ? new PickedPlace(JsBeside.place(beside)) : null);
  }
}
