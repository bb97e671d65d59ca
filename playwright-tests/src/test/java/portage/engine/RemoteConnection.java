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

/**
 * Commands and events over a WebSocket, in the form that WebDriver BiDi and the Chrome DevTools Protocol share. Whoever
 * waits when the connection ends, or that part of it, is told at once.
 */
final class RemoteConnection implements AutoCloseable {
  /** Takes events, on a thread of the connection's, which must not be kept waiting. */
  interface Events {
    /** {@code session} is the part of the connection that it belongs to; empty: to the whole. */
    void received(String session, String event, JsonObject parameters);
  }

  /** A command without an answer. */
  private record Call(String session, CompletableFuture<JsonObject> answer) {}

  private static final long PATIENCE_SECONDS = 60;

  /** The session of what is not said in any. */
  private static final String WHOLE = "";

  private final Map<Integer, Call> waiting = new ConcurrentHashMap<>();
  /** Why there will be no answers any more, by session. */
  private final Map<String, String> ended = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Events events;
  private final WebSocket socket;
  private CompletableFuture<WebSocket> lastWritten = CompletableFuture.completedFuture(null);

  RemoteConnection(URI address, Events events) {
    this.events = events;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Messages())
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Sends a command and waits for its result. */
  JsonObject send(String method, JsonObject parameters) {
    return send(WHOLE, method, parameters);
  }

  /** Sends a command to a session and waits for its result. */
  JsonObject send(String session, String method, JsonObject parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, new Call(session, answer));
    try {
      // Only now: what ends from here on finds the call waiting.
      String why = ended.getOrDefault(WHOLE, ended.get(session));
      if (why != null) throw new EngineException(method + ": " + why);
      write(id, session, method, parameters).exceptionally(failure -> {
        answer.completeExceptionally(failure);
        return null;
      });
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

  /** Sends a command to a session whose result nobody wants. */
  void post(String session, String method, JsonObject parameters) {
    write(lastId.incrementAndGet(), session, method, parameters);
  }

  /** A WebSocket takes one message after another. */
  private synchronized CompletableFuture<WebSocket> write(int id, String session, String method, JsonObject parameters) {
    JsonObject command = new JsonObject().add("id", id).add("method", method).add("params", parameters);
    if (!session.equals(WHOLE)) command.add("sessionId", session);
    lastWritten = lastWritten.exceptionally(failure -> null).thenCompose(before -> socket.sendText(command.toString(), true));
    return lastWritten;
  }

  /** From now on whatever is asked in this session fails, and what waits already. */
  void end(String session, String why) {
    ended.putIfAbsent(session, why);
    for (Call call : waiting.values()) {
      if (session.equals(WHOLE) || session.equals(call.session)) call.answer.completeExceptionally(new EngineException(why));
    }
  }

  @Override
  public void close() {
    socket.abort();
    end(WHOLE, "the connection is closed");
  }

  private void received(JsonObject message) {
    JsonValue id = message.get("id");
    if (id == null || id.isNull()) {
      JsonObject parameters = message.get("params").asObject();
      events.received(message.getString("sessionId", WHOLE), message.getString("method", ""), parameters);
      return;
    }
    Call call = waiting.get(id.asInt());
    if (call == null) return; // nobody waits any more
    JsonValue result = message.get("result");
    if (result != null) {
      call.answer.complete(result.asObject());
    } else {
      call.answer.completeExceptionally(new EngineException(refusal(message)));
    }
  }

  /** BiDi names an error beside its text, DevTools puts both into one object. */
  private static String refusal(JsonObject message) {
    JsonValue error = message.get("error");
    if (error.isObject()) return error.asObject().getString("message", "");
    return error.asString() + ": " + message.getString("message", "");
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
      end(WHOLE, "the browser closed the connection: " + status + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      end(WHOLE, "the connection broke: " + failure);
    }
  }
}
