package portage.engine;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chromium, driven by Playwright. */
public final class ChromiumEngine implements Engine {
  /** It keeps to what a test asks of it. */
  static final List<String> QUIET =
      List.of(
          "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--disable-default-apps");

  private final Path executable;
  private final double patienceMillis;
  private final Playwright playwright;
  private final Browser browser;

  /**
   * Starts it.
   *
   * @param options for its command line
   * @param patienceMillis how long Playwright waits for anything
   */
  public ChromiumEngine(Path executable, List<String> options, double patienceMillis) {
    this(executable, options, patienceMillis, new BrowserType.LaunchOptions());
  }

  private ChromiumEngine(
      Path executable, List<String> options, double patienceMillis, BrowserType.LaunchOptions launch) {
    this.executable = executable;
    this.patienceMillis = patienceMillis;
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.addAll(options);
    browser = playwright.chromium().launch(launch.setExecutablePath(executable).setArgs(arguments));
  }

  /** Starts one that shows its windows on {@code screen}, in English. */
  public static ChromiumEngine on(HiddenScreen screen, Path executable, double patienceMillis) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(Map.of("DISPLAY", screen.display(), "LANGUAGE", "en", "LC_ALL", "C.UTF-8"));
    return new ChromiumEngine(
        executable, List.of(), patienceMillis,
        new BrowserType.LaunchOptions().setHeadless(false).setEnv(environment));
  }

  @Override
  public Tab open() {
    BrowserContext profile = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
    profile.setDefaultTimeout(patienceMillis);
    return ChromiumTab.of(profile);
  }

  /** Another Chromium, with its profile on the disk; the caller closes it. */
  public BrowserContext openWithProfile(Path folder) {
    BrowserContext profile =
        playwright.chromium()
            .launchPersistentContext(
                folder,
                new BrowserType.LaunchPersistentContextOptions().setExecutablePath(executable).setArgs(QUIET));
    profile.setDefaultTimeout(patienceMillis);
    return profile;
  }

  @Override
  public void close() {
    playwright.close(); // and the browser with it
  }
}
