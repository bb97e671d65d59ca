package portage.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test plays on: a network and a browser that all tests share, or a class has for itself, and a fresh context and
 * page for each test. Keeps a picture and the last words of a test that failed.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  static final double PATIENCE_MILLIS = 40_000;

  private static final List<String> USUAL_NETWORK =
      List.of("--pds", "alpha=0.4", "--pds", "beta=0.5", "--pds", "gamma=0.5,invite");

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--disable-default-apps");

  private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Stage.class);

  private final List<String> networkOptions;
  private final List<String> browserOptions;
  private Sandbox sandbox;
  private BrowserType chromium;
  private BrowserContext context;
  private MigrationPage page;

  private Stage(List<String> networkOptions, List<String> browserOptions) {
    this.networkOptions = networkOptions;
    this.browserOptions = browserOptions;
  }

  /** The network and the browser of most tests. */
  static Stage shared() {
    return new Stage(USUAL_NETWORK, List.of());
  }

  /** A network with these options, for one class. */
  static Stage withNetwork(String... options) {
    return new Stage(List.of(options), List.of());
  }

  /** The usual network, and a browser with these options for one class. */
  static Stage withBrowser(String... options) {
    return new Stage(USUAL_NETWORK, List.of(options));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Control control() {
    return sandbox.control();
  }

  BrowserContext context() {
    return context;
  }

  MigrationPage page() {
    return page;
  }

  /** Another tab of the same browser. */
  MigrationPage newPage() {
    return new MigrationPage(context.newPage(), sandbox.page());
  }

  /** A browser with a profile on the disk; the caller closes it. */
  BrowserContext openWithProfile(Path profile) {
    BrowserType.LaunchPersistentContextOptions options =
        new BrowserType.LaunchPersistentContextOptions().setExecutablePath(Settings.chromium()).setArgs(QUIET);
    BrowserContext opened = chromium.launchPersistentContext(profile, options);
    opened.setDefaultTimeout(PATIENCE_MILLIS);
    return opened;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    ExtensionContext.Store forAll = test.getRoot().getStore(NAMESPACE);
    ExtensionContext.Store forClass = test.getParent().orElseThrow().getStore(NAMESPACE);
    chromium = forAll.getOrComputeIfAbsent("driver", key -> new Driver(), Driver.class).playwright.chromium();
    // A store finds what is in the stores above it, so the options are part of the keys.
    sandbox =
        (networkOptions.equals(USUAL_NETWORK) ? forAll : forClass)
            .getOrComputeIfAbsent("network " + networkOptions, key -> new Network(networkOptions), Network.class)
            .sandbox;
    boolean isUsual = networkOptions.equals(USUAL_NETWORK) && browserOptions.isEmpty();
    Browser browser =
        (isUsual ? forAll : forClass)
            .getOrComputeIfAbsent(
                "browser " + networkOptions + browserOptions, key -> new OpenBrowser(launch()), OpenBrowser.class)
            .browser;
    control().clearFaults();
    control().clearLog();
    context = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(needsTls()));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = newPage();
  }

  private boolean needsTls() {
    return networkOptions.contains("--tls");
  }

  private Browser launch() {
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.addAll(browserOptions);
    if (needsTls()) {
      arguments.add("--host-resolver-rules=" + sandbox.hostResolverRules());
      arguments.add("--ignore-certificate-errors");
    }
    return chromium.launch(new BrowserType.LaunchOptions().setExecutablePath(Settings.chromium()).setArgs(arguments));
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isPresent() && page != null) keepLastWords(test);
    if (context != null) context.close();
  }

  private void keepLastWords(ExtensionContext test) throws IOException {
    Path folder = Files.createDirectories(Settings.reports().resolve("failures"));
    String name =
        (test.getRequiredTestClass().getSimpleName() + " " + test.getRequiredTestMethod().getName() + " " + test.getDisplayName())
            .replaceAll("[^A-Za-z0-9]+", "-");
    try {
      page.screenshot(folder.resolve(name + ".png"));
      String words = page.screenText() + "\n\nConsole:\n" + String.join("\n", page.complaints()) + "\n";
      Files.writeString(folder.resolve(name + ".txt"), words + "\nCalls:\n" + control().logText());
    } catch (PlaywrightException gone) {
      Files.writeString(folder.resolve(name + ".txt"), gone.getMessage());
    }
  }

  private static final class Driver implements AutoCloseable {
    final Playwright playwright =
        Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    Driver() {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void close() {
      playwright.close();
    }
  }

  private record Network(Sandbox sandbox) implements AutoCloseable {
    Network(List<String> options) {
      this(start(options));
    }

    private static Sandbox start(List<String> options) {
      try {
        return Sandbox.start(options.toArray(String[]::new));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws IOException {
      sandbox.close();
    }
  }

  private record OpenBrowser(Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
    }
  }
}
