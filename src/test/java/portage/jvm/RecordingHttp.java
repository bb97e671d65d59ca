package portage.jvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.TextBody;

/** Passes everything on and keeps the answers in JSON, of each call the longest. */
public final class RecordingHttp implements HttpClient {
  private static final int MAX_BYTES = 16 << 20;

  private final HttpClient http;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final List<String> carelessRequests = new ArrayList<>();

  public RecordingHttp(HttpClient http) {
    this.http = http;
  }

  /** By {@link CannedHttp#callOf}. */
  public Map<String, String> answers() {
    return answers;
  }

  /** Requests that carried a token and would have followed a redirect with it. */
  public List<String> carelessRequests() {
    return carelessRequests;
  }

  @Override public boolean streamsRequests(String origin) {
    return http.streamsRequests(origin);
  }

  @Override public HttpResponse send(HttpRequest request) throws StreamingException {
    HttpResponse response = http.send(request);
    String type = response.header("content-type");
    synchronized (this) {
      if (request.redirects() == HttpRequest.Redirects.FOLLOW && request.headers().containsKey("authorization")) {
        carelessRequests.add(request.url());
      }
    }
    if (response.status() != 200 || type == null || !type.contains("json")) {
      return response;
    }
    byte[] body = TextBody.readBytes(response, MAX_BYTES, ErrorContext.of("record"));
    synchronized (this) {
      answers.merge(
          CannedHttp.callOf(request.url()), new String(body, StandardCharsets.UTF_8), (a, b) -> b.length() > a.length() ? b : a);
    }
    return CannedHttp.answer(200, response, body);
  }
}
