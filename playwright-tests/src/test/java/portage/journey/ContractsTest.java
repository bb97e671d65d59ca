package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter of a port must do, run inside the browser: storage, HTTP, the tee, signatures, the journal's log. */
class ContractsTest extends BrowserTest {
  private static final double LONGEST_RUN_MILLIS = 240_000;

  private Process server;
  private String base;

  @BeforeEach
  void startServer() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path build = Path.of(System.getProperty("site")).toAbsolutePath().normalize().getParent();
    String classes = build.resolve("test-classes") + ":" + build.resolve("classes");
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                "portage.contract.ContractServer",
                String.valueOf(port),
                build.resolve("contracts").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    base = "http://localhost:" + port;
  }

  @AfterEach
  void stopServer() {
    server.destroy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void everyAdapterKeepsItsContract(String backend) {
    Page contracts = stage.context().newPage();
    openWhenServed(contracts, base + "/contracts.html?backend=" + backend);
    contracts.waitForSelector(
        "html[data-done=true]", new Page.WaitForSelectorOptions().setTimeout(LONGEST_RUN_MILLIS));
    JsonObject results = Json.parse(contracts.locator("#results").textContent()).asObject();
    assertEquals(backend, results.getString("backend", ""));
    assertEquals(List.of(), failures(results));
    assertTrue(results.getInt("passed", 0) > 0, "no contract was run");
  }

  /** The server is there as soon as it takes connections; until then the browser is refused. */
  private void openWhenServed(Page contracts, String url) {
    for (int attempt = 1; ; attempt++) {
      try {
        contracts.navigate(url);
        return;
      } catch (PlaywrightException refused) {
        if (attempt == 100 || !server.isAlive()) throw refused;
        contracts.waitForCondition(this::takesConnections);
      }
    }
  }

  private boolean takesConnections() {
    try (Socket connection = new Socket("localhost", Integer.parseInt(base.substring(base.lastIndexOf(':') + 1)))) {
      return connection.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static List<String> failures(JsonObject results) {
    List<String> failures = new ArrayList<>();
    for (JsonValue each : results.get("results").asArray()) {
      JsonObject result = each.asObject();
      if (!result.getBoolean("ok", false)) {
        failures.add(result.getString("suite", "") + ": " + result.getString("name", "") + ": " + result.get("failure"));
      }
    }
    return failures;
  }
}
