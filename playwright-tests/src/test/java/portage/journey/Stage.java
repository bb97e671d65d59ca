package portage.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
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

  private static final String ONLY_PLAYWRIGHT = "needs what only Playwright can do, so Chromium";

  private static final List<String> USUAL_NETWORK =
      List.of("--pds", "alpha=0.4", "--pds", "beta=0.5", "--pds", "gamma=0.5,invite");

  /** Whether the browser is left its private file system, if it has one, and with how much room. */
  private enum PrivateFiles { USUAL, OFF, LITTLE }

  /** All that {@link PrivateFiles#LITTLE} leaves, in kilobytes as Firefox counts them. */
  static final int LITTLE_ROOM_KILOBYTES = 4096;

  private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Stage.class);

  private final List<String> networkOptions;
  private final PrivateFiles files;
  private Sandbox sandbox;
  private Engine engine;
  private Tab tab;
  private MigrationPage page;

  private Stage(List<String> networkOptions, PrivateFiles files) {
    this.networkOptions = networkOptions;
    this.files = files;
  }

  /** The network and the browser of most tests. */
  static Stage shared() {
    return new Stage(USUAL_NETWORK, PrivateFiles.USUAL);
  }

  /** A network with these options, for one class. */
  static Stage withNetwork(String... options) {
    return new Stage(List.of(options), PrivateFiles.USUAL);
  }

  /** The usual network, and for one class a browser without a private file system. */
  static Stage withoutPrivateFiles() {
    return new Stage(USUAL_NETWORK, PrivateFiles.OFF);
  }

  /** The usual network, and for one class a Firefox that keeps no more than {@link #LITTLE_ROOM_KILOBYTES}. */
  static Stage inLittleRoom() {
    return new Stage(USUAL_NETWORK, PrivateFiles.LITTLE);
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

  /** A tab in a fresh profile of the same browser; the caller closes it. */
  Tab openTab() {
    return engine.open();
  }

  /** Another tab of the same profile. */
  MigrationPage newPage() {
    return new MigrationPage(tab.another(), sandbox.page());
  }

  /** The tab of {@link #page}, for what only Playwright can do. */
  Page playwright() {
    if (tab instanceof ChromiumTab chromium) return chromium.page();
    throw new TestAbortedException(ONLY_PLAYWRIGHT);
  }

  /** Skips a test in a browser in which nobody can tell what it saves. */
  void needsSaving() {
    if (Settings.engine() == Settings.Browser.WEBKIT) throw new TestAbortedException("WebKit's driver tells nothing of what is saved");
  }

  ChromiumEngine chromium() {
    if (engine instanceof ChromiumEngine chromium) return chromium;
    throw new TestAbortedException(ONLY_PLAYWRIGHT);
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    if (needsTls() && Settings.engine() == Settings.Browser.WEBKIT) {
      throw new TestAbortedException("WebKit cannot be told that the hosts are on this machine");
    }
    if (files == PrivateFiles.LITTLE && Settings.engine() != Settings.Browser.FIREFOX) {
      throw new TestAbortedException("only Firefox can be given little room from its start on");
    }
    ExtensionContext.Store forAll = test.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE);
    ExtensionContext.Store forClass = test.getParent().orElseThrow().getStore(NAMESPACE);
    // A store finds what is in the stores above it, so the options are part of the keys.
    sandbox =
        (networkOptions.equals(USUAL_NETWORK) ? forAll : forClass)
            .getOrComputeIfAbsent("network " + networkOptions, key -> new Network(networkOptions), Network.class)
            .sandbox;
    boolean isUsual = networkOptions.equals(USUAL_NETWORK) && files == PrivateFiles.USUAL;
    engine =
        (isUsual ? forAll : forClass)
            .getOrComputeIfAbsent("browser " + networkOptions + files, key -> start(), Engine.class);
    control().clearFaults();
    control().releaseSite();
    control().clearLog();
    openPage();
  }

  private void openPage() {
    tab = engine.open();
    page = new MigrationPage(tab, sandbox.page());
  }

  /** A profile that has never seen the page takes the place of the one there was, which is gone. */
  void wipe() {
    tab.close();
    openPage();
  }

  private boolean needsTls() {
    return networkOptions.contains("--tls");
  }

  private Engine start() {
    List<String> options = new ArrayList<>();
    switch (Settings.engine()) {
      case CHROMIUM -> {
        if (files == PrivateFiles.OFF) options.add("--disable-blink-features=FileSystemAccessOriginPrivate");
        if (needsTls()) options.add("--host-resolver-rules=" + sandbox.hostResolverRules());
        if (needsTls()) options.add("--ignore-certificate-errors");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new ChromiumEngine(Settings.chromium(), options, PATIENCE_MILLIS);
      }
      case FIREFOX -> {
        if (files == PrivateFiles.OFF) options.add("\"dom.fs.enabled\", false");
        if (files == PrivateFiles.LITTLE) {
          options.add("\"dom.quotaManager.temporaryStorage.fixedLimit\", " + LITTLE_ROOM_KILOBYTES);
        }
        if (needsTls()) options.add("\"network.socket.forcePort\", \"443=" + sandbox.tlsPort() + "\"");
        return new FirefoxEngine(Settings.firefox(), options, Settings.browserLog());
      }
      default -> {
        return new WebKitEngine(Settings.webKitDriver(), Settings.browserLog()); // it has no private files anyway
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    boolean hasFailed = test.getExecutionException().filter(e -> !(e instanceof TestAbortedException)).isPresent();
    if (hasFailed && page != null) keepLastWords(test);
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
