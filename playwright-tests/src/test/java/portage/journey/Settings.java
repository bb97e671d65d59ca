package portage.journey;

import java.nio.file.Path;

/** What the build, or the person who runs it, says about the machine. */
final class Settings {
  private Settings() {}

  /** Where screenshots and logs go. */
  static Path reports() {
    return Path.of(System.getProperty("reports", "target"));
  }

  /** The browser; the environment's {@code CHROMIUM} wins. */
  static Path chromium() {
    String named = System.getenv("CHROMIUM");
    return Path.of(named == null || named.isEmpty() ? System.getProperty("chromium", "/usr/bin/chromium") : named);
  }

  /** What the worker is to run as, "wasm" or "js"; empty: as the page chooses. */
  static String backend() {
    return System.getProperty("backend", "");
  }
}
