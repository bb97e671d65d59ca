package portage.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Chromium with its profile on the disk, of which a tab, or everything, can be killed at any instant: as by a crash, a system
 * short of memory or a power cut. What died is opened anew when it is asked for.
 */
public final class KillableChromium implements AutoCloseable {
  /** Remembers the workers of a page, so that it can be told to kill them. */
  private static final String REMEMBER_WORKERS =
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

  private final Path executable;
  private final Path profile;
  private final File log;
  private CdpBrowser browser;
  private volatile CdpTab tab;
  private volatile boolean isDead;

  /**
   * Starts nothing yet.
   *
   * @param profile its folder, made where it is missing
   * @param log takes what Chromium says of itself
   */
  public KillableChromium(Path executable, Path profile, File log) {
    this.executable = executable;
    this.profile = profile;
    this.log = log;
  }

  /** A tab of its own; the one before must be dead or of no more use. */
  public Tab open() {
    if (isDead) close();
    if (browser == null) browser = new CdpBrowser(executable, profile, log);
    CdpTab before = tab;
    tab = new CdpTab(browser);
    tab.runFirst(REMEMBER_WORKERS);
    if (before != null) before.close();
    return tab;
  }

  /**
   * Ends the workers of the page in the tab at once, and loads the page again, as a person would who sees nothing happen.
   * May be called from any thread.
   */
  public void killWorkers() {
    tab.call(KILL_WORKERS, "");
  }

  /** Ends whatever draws and runs pages, at once. May be called from any thread. */
  public void killTabs() {
    kill("--type=renderer");
  }

  /** Ends the browser at once. May be called from any thread. */
  public void killAll() {
    isDead = true;
    kill("");
  }

  /** Java tells only the program's name of processes that write their own command line, as Chromium's children do. */
  private void kill(String option) {
    String mine = "--user-data-dir=" + profile;
    ProcessHandle.allProcesses()
        .filter(process -> {
          String line = commandLine(process);
          return line.contains(mine) && line.contains(option);
        })
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it is gone
    }
  }

  @Override
  public void close() {
    if (browser != null) browser.close();
    browser = null;
    tab = null;
    isDead = false;
  }
}
