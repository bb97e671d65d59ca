package portage.jvm;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The network in a box as a child process; see {@code sandbox/README.md}. It ends when this closes its input. */
public final class Sandbox implements AutoCloseable {
  private static final Path HOME = Path.of("sandbox");

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonObject network;

  private Sandbox(Process process, JsonObject network) {
    this.process = process;
    this.network = network;
  }

  /** False until {@code sandbox/install} was run. */
  public static boolean isInstalled() {
    return Files.isDirectory(HOME.resolve("node_modules"));
  }

  /** Starts an empty network on free ports, with these options of {@code sandbox/start}; returns when it answers. */
  public static Sandbox start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(HOME.resolve("start").toAbsolutePath().toString(), "--json", "--port", "0", "--no-seed"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the sandbox did not start");
    }
    return new Sandbox(process, Json.parse(line).asObject());
  }

  public String plc() {
    return network.getString("plc", "");
  }

  public String doh() {
    return network.getString("doh", "");
  }

  /** Address of a PDS, {@code alpha} or {@code beta}. */
  public String pds(String name) {
    return network.get("pdses").asObject().get(name).asObject().getString("url", "");
  }

  /** Address of a server: a PDS, {@code plc} or {@code resolver}; without a path. */
  public String address(String server) {
    return switch (server) {
      case "plc" -> plc();
      case "resolver" -> URI.create(doh()).resolve("/").toString().replaceAll("/$", "");
      default -> pds(server);
    };
  }

  /** An address at which no server can be reached: {@code untrusted} or {@code unresolvable}. */
  public String stranger(String which) {
    return network.get("strangers").asObject().getString(which, "");
  }

  /** Makes an account; see the README for what may be asked for. */
  public JsonObject account(JsonObject wanted) throws IOException {
    return control("POST", "/accounts", wanted).asObject();
  }

  /** A call of the control API. */
  public JsonValue control(String method, String path, JsonObject bodyOrNull) throws IOException {
    return call(network.getString("control", ""), method, path, bodyOrNull);
  }

  /** The newest code mailed to {@code address}, or null. Waits up to {@code waitMillis} for the first. */
  public String newestCode(String address, long waitMillis) throws IOException {
    String path = "/messages?to=" + address.replace("@", "%40") + "&after=0&wait=" + waitMillis;
    JsonArray messages = call(network.getString("mailbox", ""), "GET", path, null).asArray();
    String code = null;
    for (JsonValue message : messages) {
      code = message.asObject().getString("code", code);
    }
    return code;
  }

  /** How many calls of {@code nsid} a PDS has answered with success since the log was emptied. */
  public int calls(String pds, String nsid) throws IOException {
    int calls = 0;
    for (JsonValue value : control("GET", "/log", null).asArray()) {
      JsonObject call = value.asObject();
      boolean fits = pds.equals(call.getString("pds", "")) && nsid.equals(textOf(call.get("nsid")));
      calls += fits && textOf(call.get("method")).equals("POST") && call.getInt("status", 0) / 100 == 2 ? 1 : 0;
    }
    return calls;
  }

  private static String textOf(JsonValue valueOrNull) {
    return valueOrNull != null && valueOrNull.isString() ? valueOrNull.asString() : "";
  }

  private JsonValue call(String base, String method, String path, JsonObject bodyOrNull) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/json")
            .method(method, bodyOrNull == null ? BodyPublishers.noBody() : BodyPublishers.ofString(bodyOrNull.toString()))
            .build();
    try {
      java.net.http.HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body().isEmpty() ? Json.NULL : Json.parse(answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
