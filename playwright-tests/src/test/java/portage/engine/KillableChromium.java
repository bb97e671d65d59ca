package portage.engine;

import java.io.File;
import java.nio.file.Path;

/** Chromium, killable. */
public final class KillableChromium implements KillableBrowser {
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

  @Override
  public Tab open() {
    if (isDead) close();
    if (browser == null) browser = new CdpBrowser(executable, profile, log);
    CdpTab before = tab;
    tab = new CdpTab(browser);
    tab.runFirst(REMEMBER_WORKERS);
    if (before != null) before.close();
    return tab;
  }

  @Override
  public void killWorkers() {
    tab.call(KILL_WORKERS, "");
  }

  @Override
  public void killTabs() {
    kill("--type=renderer");
  }

  @Override
  public void killAll() {
    isDead = true;
    kill("");
  }

  /** Java tells only the program's name of processes that write their own command line, as Chromium's children do. */
  private void kill(String option) {
    String mine = "--user-data-dir=" + profile;
    ProcessHandle.allProcesses()
        .filter(process -> {
          String line = Program.commandLine(process);
          return line.contains(mine) && line.contains(option);
        })
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    if (browser != null) browser.close();
    browser = null;
    tab = null;
    isDead = false;
  }
}
