package portage.browser.dom;

import org.teavm.jso.JSObject;

/** Takes what the person did to the worker. Called from event listeners, so it must not wait for anything. */
@FunctionalInterface
public interface ActionSink {
  /** Sends the JSON text of a {@link portage.page.UserAction}. */
  void send(String actionJson);

  /**
   * Sends an action of a form in which a file was chosen.
   *
   * @param file the browser's {@code File}, which JSON cannot carry
   */
  default void sendWithFile(String actionJson, JSObject file) {
    send(actionJson);
  }
}
