package portage.engine;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Commands and events of WebDriver BiDi over a WebSocket. */
final class BidiConnection implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final BiConsumer<String, JsonObject> events;
  private final WebSocket socket;

  /** {@code events} gets the name and parameters of each event, on a thread of the connection's. */
  BidiConnection(URI address, BiConsumer<String, JsonObject> events) {
    this.events = events;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  /** Sends a command and waits for its result. */
  JsonObject send(String method, JsonObject parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    JsonObject command = new JsonObject().add("id", id).add("method", method).add("params", parameters);
    try {
      socket.sendText(command.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new EngineException(method + ": " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new EngineException(method + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(method, e);
    } finally {
      waiting.remove(id);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void received(JsonObject message) {
    JsonValue id = message.get("id");
    if (id == null || id.isNull()) {
      events.accept(message.getString("method", ""), message.get("params").asObject());
      return;
    }
    CompletableFuture<JsonObject> answer = waiting.get(id.asInt());
    if (answer == null) return; // nobody waits any more
    if (message.getString("type", "").equals("success")) {
      answer.complete(message.get("result").asObject());
    } else {
      String text = message.getString("error", "") + ": " + message.getString("message", "");
      answer.completeExceptionally(new EngineException(text));
    }
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        received(Json.parse(whole).asObject());
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      onError(from, new EngineException("the browser closed the connection: " + status + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      waiting.values().forEach(answer -> answer.completeExceptionally(failure));
    }
  }
}
