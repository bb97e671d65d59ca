package portage;

import portage.browser.WorkerPort;

/** The worker's entry: owns sessions, network, storage and the migration. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    WorkerPort port = new WorkerPort();
    port.onMessage(json -> port.post(json));
    port.post("{\"type\":\"ready\"}");
  }
}
