package portage;

import org.teavm.jso.JSBody;
import portage.browser.App;
import portage.browser.WorkerPort;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Json;
import portage.page.Chosen;
import portage.page.UserAction;

/** The worker's entry: owns sessions, network, storage and the migration. Waits for the page's hello. */
public final class WorkerMain {
  private WorkerMain() {}

  @JSBody(script = "return self.location.href;")
  private static native String address();

  public static void main(String[] args) {
    WorkerPort port = new WorkerPort();
    App app = new App(port, address());
    port.onMessage((json, chosen) -> received(app, json, chosen));
    port.post("{\"type\":\"ready\"}");
  }

  private static void received(App app, String text, Chosen chosen) {
    try {
      Json message = Json.parse(text, ErrorContext.of("message of the page"));
      if (message.textOr("type", "").equals("hello")) {
        app.run(message.textOr("backend", ""));
      } else {
        app.received(UserAction.parse(text).with(chosen));
      }
    } catch (StreamingException | IllegalArgumentException e) {
      // Only this site's own page can send, so this is a defect; the text may hold a password and is not repeated.
      throw new IllegalStateException("a message that is none");
    }
  }
}
