package portage.engine;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
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
      (millis) => {
        setTimeout(() => {
          for (const worker of portageWorkers) worker.terminate();
          location.reload();
        }, Number(millis));
        return null;
      }
      """;

  private final ChromiumEngine engine;
  private final Path profile;
  private BrowserContext browser;
  private ChromiumTab tab;
  private volatile boolean isTabDead;

  public KillableChromium(ChromiumEngine engine, Path profile) {
    this.engine = engine;
    this.profile = profile;
  }

  /** A tab of its own; the one before must be dead or of no more use. */
  public Tab open() {
    if (browser != null) {
      try {
        return fresh();
      } catch (PlaywrightException e) {
        close(); // it is dead
      }
    }
    browser = engine.openWithProfile(profile);
    browser.addInitScript(REMEMBER_WORKERS);
    return fresh();
  }

  private Tab fresh() {
    ChromiumTab before = tab;
    tab = new ChromiumTab(browser.newPage());
    // To close a page whose renderer is gone may take for ever (Chromium 156); it holds nothing any more.
    if (before != null && !isTabDead) before.close();
    isTabDead = false;
    return tab;
  }

  /** The workers of the page in the tab end after that time, and a person who sees nothing happen loads it again. */
  public void killWorkersAfter(int millis) {
    tab.call(KILL_WORKERS, String.valueOf(millis));
  }

  /** Ends whatever draws and runs pages, at once. May be called from any thread. */
  public void killTabs() {
    isTabDead = true;
    kill("--type=renderer");
  }

  /** Ends the browser at once. May be called from any thread. */
  public void killAll() {
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
    try {
      if (browser != null) browser.close();
    } catch (PlaywrightException e) {
      // It is dead already.
    }
    browser = null;
    tab = null;
  }
}
