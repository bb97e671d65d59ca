package portage.jvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** A network on which a test says what is answered, for what no real server does on demand: answers in turn. */
public final class ScriptedHttp implements HttpClient {
  /** One answer; {@code status} 0: none comes; {@code breaksWithOrNull}: after its body, and before its end. */
  private record Answer(int status, String body, Map<String, String> headers, ErrorCode breaksWithOrNull) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<HttpRequest> requests = new ArrayList<>();

  /** The next answer. @param headers names and values in turn */
  public ScriptedHttp then(int status, String body, String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
    }
    answers.add(new Answer(status, body, map, null));
    return this;
  }

  /** The next answer breaks off after {@code body}. */
  public ScriptedHttp thenBroken(int status, String body, ErrorCode code) {
    answers.add(new Answer(status, body, Map.of(), code));
    return this;
  }

  /** The next request gets no answer. */
  public ScriptedHttp thenNothing() {
    answers.add(new Answer(0, "", Map.of(), null));
    return this;
  }

  /** What was asked, in order: the last part of each address. */
  public List<String> asked() {
    return requests.stream().map(request -> request.url().substring(request.url().lastIndexOf('/') + 1)).toList();
  }

  public List<HttpRequest> requests() {
    return requests;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    requests.add(request);
    Answer answer = answers.poll();
    if (answer == null) {
      throw new AssertionError("nobody expected " + request.url());
    }
    if (answer.status() == 0) {
      throw broken(ErrorCode.UNREACHABLE);
    }
    return new Scripted(answer);
  }

  private static StreamingException broken(ErrorCode code) {
    return code == ErrorCode.CANCELLED
        ? new CancelledException("send")
        : new RecoverableStreamingException(code, ErrorContext.of("send"), null, new RecoveryStrategy.RetryAfter(-1));
  }

  @Override
  public boolean streamsRequests(String origin) {
    return false;
  }

  private record Breaking(ByteStream whole, ErrorCode breaksWithOrNull) implements ByteStream {
    @Override
    public DataChunk read() throws StreamingException {
      DataChunk chunk = whole.read();
      if (chunk == null && breaksWithOrNull != null) {
        throw broken(breaksWithOrNull);
      }
      return chunk;
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  private static final class Scripted implements HttpResponse {
    private final Answer answer;
    private final ByteStream body;

    Scripted(Answer answer) {
      this.answer = answer;
      this.body = new Breaking(new ByteChunks(answer.body().getBytes(StandardCharsets.UTF_8), 1000), answer.breaksWithOrNull());
    }

    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public String header(String name) {
      return answer.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public ByteStream body() {
      return body;
    }

    /** It is all there. */
    @Override
    public void endWithin(long millis) {}

    @Override
    public void close() {
      body.close();
    }
  }
}
