package portage.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** Firefox, killable. */
public final class KillableFirefox extends KillableBrowser {
  /** After a death it begins as if there had been none, whatever it thinks of itself. */
  private static final List<String> PREFERENCES =
      List.of(
          "\"browser.sessionstore.resume_from_crash\", false",
          "\"browser.tabs.crashReporting.sendReport\", false",
          "\"toolkit.startup.max_resumed_crashes\", -1");

  private FirefoxEngine firefox;

  /** See {@link KillableBrowser#KillableBrowser}. */
  public KillableFirefox(Path executable, Path profile, File log) {
    super(executable, profile, log);
  }

  @Override
  Tab openTab() {
    if (firefox == null) firefox = FirefoxEngine.withProfile(executable, profile, PREFERENCES, log);
    FirefoxTab tab = firefox.openInUsualContext();
    tab.runFirst(REMEMBER_WORKERS);
    return tab;
  }

  @Override
  public void killTabs() {
    firefox.killPages();
  }

  @Override
  void killBrowser() {
    firefox.kill();
  }

  @Override
  void end() {
    if (firefox != null) firefox.close();
    firefox = null;
  }
}
