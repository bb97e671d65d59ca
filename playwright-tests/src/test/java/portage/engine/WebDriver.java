package portage.engine;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Commands of W3C WebDriver over HTTP. */
final class WebDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final String base;

  WebDriver(String base) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base);
  }

  private WebDriver(HttpClient http, String base) {
    this.http = http;
    this.base = base;
  }

  /** The same driver's commands under this path. */
  WebDriver under(String path) {
    return new WebDriver(http, base + path);
  }

  boolean isUp() {
    try {
      return get("/status").asObject().getBoolean("ready", false);
    } catch (EngineException notYet) {
      return false;
    }
  }

  JsonValue get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonValue post(String path, JsonObject body) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  void delete(String path) {
    send("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  private JsonValue send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE).header("Content-Type", "application/json").method(method, body).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonValue value = Json.parse(response.body()).asObject().get("value");
      if (response.statusCode() == 200) return value;
      JsonObject error = value.asObject();
      throw new EngineException(path + ": " + error.getString("error", "") + ": " + error.getString("message", ""));
    } catch (IOException e) {
      throw new EngineException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(method + " " + path, e);
    }
  }
}
