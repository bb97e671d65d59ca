package portage.jvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** A network whose servers answer each call with a text that was put down for it, whoever asks and whatever for. */
public final class CannedHttp implements HttpClient {
  private final Map<String, String> answers = new HashMap<>();
  private final List<HttpRequest> requests = Collections.synchronizedList(new ArrayList<>());

  public CannedHttp with(String call, String answer) {
    answers.put(call, answer);
    return this;
  }

  public CannedHttp withAll(Map<String, String> more) {
    answers.putAll(more);
    return this;
  }

  /** What was asked so far. */
  public List<HttpRequest> requests() {
    return requests;
  }

  /** The NSID of an XRPC call; {@code document}, {@code log}, {@code dns}; or else the path. */
  public static String callOf(String url) {
    int query = url.indexOf('?');
    String path = url.substring(url.indexOf('/', url.indexOf("://") + 3) + 1, query < 0 ? url.length() : query);
    if (path.startsWith("xrpc/")) {
      return path.substring(5);
    }
    if (url.contains("type=TXT")) {
      return "dns";
    }
    return path.endsWith("/log/audit") ? "log" : path.startsWith("did:") ? "document" : path;
  }

  @Override public boolean streamsRequests(String origin) {
    return false;
  }

  @Override public HttpResponse send(HttpRequest request) throws StreamingException {
    requests.add(request);
    String answer = answers.get(callOf(request.url()));
    if (answer == null) {
      throw new StreamingException(ErrorCode.UNREACHABLE, ErrorContext.of(request.url()), "no answer was put down");
    }
    return answer(200, null, answer.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer that is all there. */
  static HttpResponse answer(int status, HttpResponse headersOrNull, byte[] body) {
    return new HttpResponse() {
      private boolean read;

      @Override public int status() {
        return status;
      }

      @Override public String header(String name) {
        return headersOrNull == null ? null : headersOrNull.header(name);
      }

      @Override public ByteStream body() {
        return new ByteStream() {
          @Override public DataChunk read() {
            DataChunk chunk = read || body.length == 0 ? null : new ByteChunk(body);
            read = true;
            return chunk;
          }

          @Override public void close() {}
        };
      }

      @Override public void endWithin(long millis) {}

      @Override public void close() {}
    };
  }
}
