package portage.engine;

import java.io.File;
import java.nio.file.Path;

/** Chromium, killable. */
public final class KillableChromium extends KillableBrowser {
  private CdpBrowser browser;

  /** See {@link KillableBrowser#KillableBrowser}. */
  public KillableChromium(Path executable, Path profile, File log) {
    super(executable, profile, log);
  }

  @Override
  Tab openTab() {
    if (browser == null) browser = new CdpBrowser(executable, profile, log);
    CdpTab tab = new CdpTab(browser);
    tab.runFirst(REMEMBER_WORKERS);
    return tab;
  }

  @Override
  public void killTabs() {
    kill("--type=renderer");
  }

  @Override
  void killBrowser() {
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
  void end() {
    if (browser != null) browser.close();
    browser = null;
  }
}
