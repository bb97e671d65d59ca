package portage.journey;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A network of the sandbox, as a child process: two PDSs or more, a directory, a mailbox and the page. */
final class Sandbox implements AutoCloseable {
  private static final long END_WITHIN_SECONDS = 30;

  private final Process process;
  private final JsonObject described;
  private final Control control;

  private Sandbox(Process process, JsonObject described) {
    this.process = process;
    this.described = described;
    this.control = new Control(described);
  }

  /** Starts a network without accounts, with these options of {@code sandbox/start}; returns once everything runs. */
  static Sandbox start(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("sandbox"), "--json", "--port", "0", "--no-seed"));
    command.addAll(List.of(options));
    if (!command.contains("--site")) command.addAll(List.of("--site", site().toString()));
    Path log = Settings.reports().resolve("sandbox.log");
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) throw new IOException("the sandbox did not start; see " + log);
    return new Sandbox(process, Json.parse(line).asObject());
  }

  /** The built page. */
  static Path site() {
    Path site = new File(System.getProperty("site")).toPath();
    if (!Files.exists(site.resolve("index.html"))) throw new IllegalStateException("the page has not been built: " + site);
    return site;
  }

  Control control() {
    return control;
  }

  /** Address of the page, with the path it stands under. */
  String page() {
    return described.getString("page", "");
  }

  String plc() {
    return described.getString("plc", "");
  }

  /** Address of the resolver, with its path. */
  String resolver() {
    return described.getString("doh", "");
  }

  /** Public address of a PDS. */
  String pds(String name) {
    return described.get("pdses").asObject().get(name).asObject().getString("url", "");
  }

  /** An address at which no server can be reached: {@code untrusted} or {@code unresolvable}. */
  String stranger(String which) {
    return described.get("strangers").asObject().getString(which, "");
  }

  /** What handles at a PDS end in, from the dot on. */
  String handleDomain(String name) {
    return described.get("pdses").asObject().get(name).asObject().getString("handleDomain", "");
  }

  /** What Chromium's {@code --host-resolver-rules} wants; only of a network with TLS. */
  String hostResolverRules() {
    return described.get("tls").asObject().getString("hostResolverRules", "");
  }

  /** Where the servers behind port 443 really are; only of a network with TLS. */
  int tlsPort() {
    return described.get("tls").asObject().getInt("port", 0);
  }

  /** Ends the network: it ends when its standard input does. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
