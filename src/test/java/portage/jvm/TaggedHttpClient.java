package portage.jvm;

import java.util.Map;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.Payload;

/**
 * HTTP of one move among many that go on side by side: its requests carry a tag, by which the sandbox's faults find them.
 * Commits the faults that no server has a part in.
 */
public final class TaggedHttpClient implements HttpClient {
  /** What goes wrong on this side. */
  private interface Misfortune {
    /** The request as it goes out after all. */
    HttpRequest befall(HttpRequest request);
  }

  private final HttpClient inner;
  private final String tag;
  private String address = "";
  private int call;
  private Misfortune misfortune;
  private int seen;
  private int hits;
  private int liveBodies;

  public TaggedHttpClient(HttpClient inner, String tag) {
    this.inner = inner;
    this.tag = tag;
  }

  /** The {@code call}th request to {@code address}, a URL without its query, goes to {@code origin} instead. */
  public void leadAstray(String address, int call, String origin) {
    set(address, call, request -> copy(request, origin + "/"));
  }

  /** As that request is made, {@code clock} goes wrong. */
  public void putWrong(String address, int call, HurriedClock clock, long byMillis) {
    set(address, call, request -> {
      clock.putWrong(byMillis);
      return request;
    });
  }

  /** That request bears silence no longer than this, if it would bear it for some time only. */
  public void loseHeartAfter(long millis, String address, int call) {
    set(address, call, request ->
        request.stallMillis() > 0 ? request.withStallMillis(Math.min(millis, request.stallMillis())) : request);
  }

  private synchronized void set(String newAddress, int newCall, Misfortune newMisfortune) {
    address = newAddress;
    call = newCall;
    misfortune = newMisfortune;
  }

  /** How often it went wrong. */
  public synchronized int hits() {
    return hits;
  }

  /** How many requests went out whose body was still arriving. */
  public synchronized int liveBodies() {
    return liveBodies;
  }

  private synchronized void count(HttpRequest request) {
    liveBodies += request.body() instanceof Payload.Live ? 1 : 0;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    count(request);
    HttpRequest tagged = request.withHeader("x-sandbox-tag", tag);
    return inner.send(isHit(request.url()) ? misfortune.befall(tagged) : tagged);
  }

  private synchronized boolean isHit(String url) {
    String plain = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
    if (misfortune == null || !plain.equals(address) || ++seen != call) {
      return false;
    }
    hits++;
    return true;
  }

  private static HttpRequest copy(HttpRequest request, String url) {
    HttpRequest copy = request.method().equals("GET") ? HttpRequest.get(url) : HttpRequest.post(url, request.body());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      copy = copy.withHeader(header.getKey(), header.getValue());
    }
    return copy.withRedirects(request.redirects()).withSignal(request.signal()).withStallMillis(request.stallMillis());
  }

  @Override
  public boolean streamsRequests(String origin) {
    return inner.streamsRequests(origin);
  }
}
