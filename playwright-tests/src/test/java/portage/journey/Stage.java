package portage.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import portage.engine.ChromiumEngine;
import portage.engine.ChromiumTab;
import portage.engine.Engine;
import portage.engine.EngineException;
import portage.engine.FirefoxEngine;
import portage.engine.Tab;
import portage.engine.WebKitEngine;

/**
 * What a test plays on: a network and a browser that all tests share, or a class has for itself, and a fresh profile and
 * page for each test. Keeps a picture and the last words of a test that failed. A test that needs what the browser of this
 * run lacks is skipped, with the reason.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  static final double PATIENCE_MILLIS = 40_000;

  private static final List<String> USUAL_NETWORK =
      List.of("--pds", "alpha=0.4", "--pds", "beta=0.5", "--pds", "gamma=0.5,invite");

  private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Stage.class);

  private final List<String> networkOptions;
  private final List<String> browserOptions;
  private Sandbox sandbox;
  private Engine engine;
  private Tab tab;
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

  /** The usual network, and Chromium with these options for one class. */
  static Stage withBrowser(String... options) {
    return new Stage(USUAL_NETWORK, List.of(options));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Control control() {
    return sandbox.control();
  }

  /** The tab of {@link #page}. */
  Tab tab() {
    return tab;
  }

  MigrationPage page() {
    return page;
  }

  /** Another tab of the same profile. */
  MigrationPage newPage() {
    return new MigrationPage(tab.another(), sandbox.page());
  }

  /** The tab of {@link #page}, for what only Playwright can do. */
  Page playwright() {
    if (tab instanceof ChromiumTab chromium) return chromium.page();
    throw needsChromium("needs what only Playwright can do");
  }

  ChromiumEngine chromium() {
    if (engine instanceof ChromiumEngine chromium) return chromium;
    throw needsChromium("needs what only Playwright can do");
  }

  private static TestAbortedException needsChromium(String why) {
    return new TestAbortedException(why + ": not in " + Settings.engine());
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    ExtensionContext.Store forAll = test.getRoot().getStore(NAMESPACE);
    ExtensionContext.Store forClass = test.getParent().orElseThrow().getStore(NAMESPACE);
    // A store finds what is in the stores above it, so the options are part of the keys.
    sandbox =
        (networkOptions.equals(USUAL_NETWORK) ? forAll : forClass)
            .getOrComputeIfAbsent("network " + networkOptions, key -> new Network(networkOptions), Network.class)
            .sandbox;
    boolean isUsual = networkOptions.equals(USUAL_NETWORK) && browserOptions.isEmpty();
    engine =
        (isUsual ? forAll : forClass)
            .getOrComputeIfAbsent("browser " + networkOptions + browserOptions, key -> start(), Engine.class);
    control().clearFaults();
    control().clearLog();
    tab = engine.open();
    page = new MigrationPage(tab, sandbox.page());
  }

  private Engine start() {
    boolean needsTls = networkOptions.contains("--tls");
    File log = Settings.reports().resolve("browser.log").toFile();
    switch (Settings.engine()) {
      case CHROMIUM -> {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        List<String> options = new ArrayList<>(browserOptions);
        if (needsTls) {
          options.addAll(
              List.of("--host-resolver-rules=" + sandbox.hostResolverRules(), "--ignore-certificate-errors"));
        }
        return new ChromiumEngine(Settings.chromium(), options, PATIENCE_MILLIS);
      }
      case FIREFOX -> {
        if (!browserOptions.isEmpty()) throw needsChromium("needs options of Chromium");
        return new FirefoxEngine(Settings.firefox(), needsTls ? sandbox.tlsPort() : 0, log);
      }
      case WEBKIT -> {
        if (!browserOptions.isEmpty()) throw needsChromium("needs options of Chromium");
        if (needsTls) throw needsChromium("needs hosts that are mapped to this machine");
        return new WebKitEngine(Settings.webKitDriver(), log);
      }
      default -> throw new IllegalStateException();
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isPresent() && page != null) keepLastWords(test);
    if (tab != null) tab.close();
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
    } catch (EngineException gone) {
      Files.writeString(folder.resolve(name + ".txt"), gone.getMessage());
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
}
