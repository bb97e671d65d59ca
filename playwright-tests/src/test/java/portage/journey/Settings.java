package portage.journey;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** What the build, or the person who runs it, says about the machine. */
final class Settings {
  /** The browsers that the journeys know. */
  enum Browser { CHROMIUM, FIREFOX, WEBKIT }

  private Settings() {}

  /** Where screenshots and logs go. */
  static Path reports() {
    return Path.of(System.getProperty("reports", "target"));
  }

  /** Takes what browsers say of themselves. */
  static File browserLog() {
    return reports().resolve("browser.log").toFile();
  }

  /** The browser of this run. */
  static Browser engine() {
    return Browser.valueOf(System.getProperty("engine", "chromium").toUpperCase(Locale.ROOT));
  }

  /** Chromium; the environment's {@code CHROMIUM} wins. */
  static Path chromium() {
    return program("chromium", "CHROMIUM");
  }

  /** Firefox; the environment's {@code FIREFOX} wins. */
  static Path firefox() {
    return program("firefox", "FIREFOX");
  }

  /** WebKit's driver, which knows its browser; the environment's {@code WEBKIT_DRIVER} wins. */
  static Path webKitDriver() {
    return program("webKitDriver", "WEBKIT_DRIVER");
  }

  private static Path program(String property, String variable) {
    String named = System.getenv(variable);
    return Path.of(named == null || named.isEmpty() ? System.getProperty(property) : named);
  }

  /** What the worker is to run as, "wasm" or "js"; empty: as the page chooses. */
  static String backend() {
    return System.getProperty("backend", "");
  }
}
