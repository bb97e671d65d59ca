package portage.engine;

/**
 * A browser with its profile on the disk, of which a tab, or everything, can be killed at any instant: as by a crash, a system
 * short of memory or a power cut. What died is opened anew when it is asked for.
 */
public interface KillableBrowser extends AutoCloseable {
  /** Remembers the workers of a page, so that it can be told to kill them. */
  String REMEMBER_WORKERS =
      """
      globalThis.portageWorkers = [];
      globalThis.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          portageWorkers.push(this);
        }
      };
      """;

  /** Ends the workers, and loads the page again, as a person would who sees nothing happen. */
  String KILL_WORKERS =
      """
      () => {
        for (const worker of portageWorkers) worker.terminate();
        location.reload();
        return '';
      }
      """;

  /** A tab of its own; the one before must be dead or of no more use. */
  Tab open();

  /**
   * Ends the workers of the page in the tab at once, and loads the page again, as a person would who sees nothing happen.
   * May be called from any thread.
   */
  void killWorkers();

  /** Ends whatever draws and runs pages, at once. May be called from any thread. */
  void killTabs();

  /** Ends the browser at once. May be called from any thread. */
  void killAll();

  @Override
  void close();
}
