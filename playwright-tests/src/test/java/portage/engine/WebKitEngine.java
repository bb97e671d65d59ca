package portage.engine;

import com.eclipsesource.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * WebKitGTK's MiniBrowser under its WebDriver, on a screen that nobody sees. Each opened tab is a session of
 * a browser of its own, whose storage lives in memory: without a private file system, as private windows of Safari are.
 */
public final class WebKitEngine implements Engine {
  /** High enough for a window as high as the longest page: a window that reaches beyond the screen gives no picture. */
  private static final String SCREEN = "1600x6000x24";

  /** The buttons beside the address would not let the window be as narrow as a telephone. */
  private static final String GTK_STYLE = "button, entry { padding: 0; margin: 0; min-width: 0; border: 0; }\n";

  private final Path settings;
  private final HiddenScreen screen;
  private final Path webDriver;
  private final File log;

  /**
   * Starts the screen.
   *
   * @param webDriver the program WebKitWebDriver
   * @param log takes what the programs say of themselves
   */
  public WebKitEngine(Path webDriver, File log) {
    try {
      settings = Files.createTempDirectory("portage-webkit");
    } catch (IOException e) {
      throw new EngineException("no folder for WebKit", e);
    }
    Folders.write(settings.resolve("gtk-3.0").resolve("gtk.css"), GTK_STYLE.getBytes(StandardCharsets.US_ASCII));
    this.webDriver = webDriver;
    this.log = log;
    screen = HiddenScreen.start(SCREEN, log);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new EngineException("no free port", e);
    }
  }

  @Override
  public Tab open() {
    int port = freePort();
    ProcessBuilder program =
        new ProcessBuilder(webDriver.toString(), "--port=" + port).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    program.environment().put("DISPLAY", screen.display());
    program.environment().put("GDK_BACKEND", "x11");
    program.environment().put("XDG_CONFIG_HOME", settings.toString());
    Program driver = Program.start(program, log); // one has one session at a time
    WebDriver http = new WebDriver("http://127.0.0.1:" + port);
    driver.whenUp(() -> http.isUp() ? Boolean.TRUE : null);
    JsonObject capabilities =
        new JsonObject().add("acceptInsecureCerts", true).add("unhandledPromptBehavior", "accept");
    JsonObject session =
        http.post("/session", new JsonObject().add("capabilities", new JsonObject().add("alwaysMatch", capabilities)))
            .asObject();
    return WebKitTab.first(http.under("/session/" + session.getString("sessionId", "")), driver);
  }

  @Override
  public void close() {
    screen.close();
    Folders.delete(settings);
  }
}
