package portage.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.engine.Tab;

/** What every adapter of a port must do, run inside the browser: storage, HTTP, the tee, signatures, the journal's log. */
class ContractsTest extends BrowserTest {
  private static final long LONGEST_RUN_NANOS = 240_000_000_000L;
  private static final long POLL_NANOS = 50_000_000;
  private static final long LITTLE_ROOM_BYTES = 20_000_000;

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
  @Tag("every-browser")
  @ValueSource(strings = {"wasm", "js"})
  void everyAdapterKeepsItsContract(String backend) {
    Tab tab = stage.tab();
    openWhenServed(tab, base + "/contracts.html?backend=" + backend);
    JsonObject results = Json.parse(resultsOnceDone(tab)).asObject();
    assertEquals(backend, results.getString("backend", ""));
    assertEquals(List.of(), failures(results));
    assertTrue(results.getInt("passed", 0) > 0, "no contract was run");
    assertEquals(whatIsLeftOut(), skipped(results));
  }

  /** WebKit has no files in its sessions for tests; only Chromium lets anybody pick a place, and removes what is there. */
  private static List<String> whatIsLeftOut() {
    return switch (Settings.engine()) {
      case CHROMIUM -> List.of();
      case FIREFOX -> List.of("picked-opfs");
      case WEBKIT -> List.of("opfs", "file-opfs", "picked-opfs", "http-opfs", "leave-opfs", "left-opfs");
    };
  }

  /** Both storages: the item that finds no room is the only one that suffers. */
  @ParameterizedTest
  @ValueSource(strings = {"wasm", "js"})
  void quotaEndsTheItemAndNothingElse(String backend) {
    Tab tab = stage.tab();
    openWhenServed(tab, base + "/contracts.js");
    try (Room room = new Room(stage.playwright())) {
      room.is(LITTLE_ROOM_BYTES);
      tab.navigate(base + "/contracts.html?suites=quota-opfs,quota-indexeddb&backend=" + backend);
      JsonObject results = Json.parse(resultsOnceDone(tab)).asObject();
      assertEquals(List.of(), failures(results));
      assertEquals(2, results.getInt("passed", 0));
    }
  }

  private static String resultsOnceDone(Tab tab) {
    long deadline = System.nanoTime() + LONGEST_RUN_NANOS;
    while (true) {
      String results = "document.getElementById('results').textContent";
      JsonValue done = tab.run("() => document.documentElement.dataset.done ? " + results + " : null");
      if (!done.isNull()) return done.asString();
      if (System.nanoTime() > deadline) throw new AssertionError("not done: " + tab.run("() => " + results));
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The server is there as soon as it takes connections; until then the browser is refused. */
  private void openWhenServed(Tab tab, String url) {
    long deadline = System.nanoTime() + LONGEST_RUN_NANOS;
    while (!takesConnections()) {
      if (!server.isAlive() || System.nanoTime() > deadline) throw new AssertionError("the contract server does not run");
      LockSupport.parkNanos(POLL_NANOS);
    }
    tab.navigate(url);
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

  /** Says which suites this browser has nothing for, and why. */
  private static List<String> skipped(JsonObject results) {
    List<String> suites = new ArrayList<>();
    for (JsonValue each : results.get("skipped").asArray()) {
      JsonObject skipped = each.asObject();
      suites.add(skipped.getString("suite", ""));
      System.out.println("skipped: " + skipped.getString("suite", "") + ": " + skipped.getString("reason", ""));
    }
    return suites;
  }
}
