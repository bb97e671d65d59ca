package portage.browser.dom;

import portage.browser.js.JsBeside;

/** Takes what the person did to the worker. Called from event listeners, so it must not wait for anything. */
@FunctionalInterface
public interface ActionSink {
  /**
   * Sends the JSON text of a {@link portage.page.UserAction}.
   *
   * @param beside what JSON cannot carry
   */
  void send(String actionJson, JsBeside.Things beside);
}
