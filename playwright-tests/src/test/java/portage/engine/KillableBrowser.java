package portage.engine;

import java.io.File;
import java.nio.file.Path;

/**
 * A browser with its profile on the disk, of which a tab, or everything, can be killed at any instant: as by a crash, a system
 * short of memory or a power cut. What died is opened anew when it is asked for.
 */
public abstract class KillableBrowser implements AutoCloseable {
  /** Remembers the workers of a page, so that it can be told to kill them. */
  static final String REMEMBER_WORKERS =
      """
      globalThis.portageWorkers = [];
      globalThis.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          portageWorkers.push(this);
        }
      };
      """;

  private static final String KILL_WORKERS =
      """
      () => {
        for (const worker of portageWorkers) worker.terminate();
        location.reload();
        return '';
      }
      """;

  final Path executable;
  final Path profile;
  final File log;
  private volatile Tab tab;
  private volatile boolean isDead;

  /**
   * Starts nothing yet.
   *
   * @param profile its folder, made where it is missing
   * @param log takes what the browser says of itself
   */
  KillableBrowser(Path executable, Path profile, File log) {
    this.executable = executable;
    this.profile = profile;
    this.log = log;
  }

  /** A tab of its own; the one before must be dead or of no more use. */
  public final Tab open() {
    if (isDead) close();
    Tab before = tab;
    tab = openTab();
    if (before != null) before.close();
    return tab;
  }

  /** Opens a tab that remembers its workers; starts the browser where there is none. */
  abstract Tab openTab();

  /**
   * Ends the workers of the page in the tab at once, and loads the page again, as a person would who sees nothing happen.
   * May be called from any thread.
   */
  public final void killWorkers() {
    tab.call(KILL_WORKERS, "");
  }

  /** Ends whatever draws and runs pages, at once. May be called from any thread. */
  public abstract void killTabs();

  /** Ends the browser at once. May be called from any thread. */
  public final void killAll() {
    isDead = true;
    killBrowser();
  }

  abstract void killBrowser();

  @Override
  public final void close() {
    end();
    tab = null;
    isDead = false;
  }

  /** Ends the browser, dead or alive, if there is one. */
  abstract void end();
}
