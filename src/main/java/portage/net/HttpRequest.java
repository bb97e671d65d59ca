package portage.net;

import java.util.LinkedHashMap;
import java.util.Map;
import portage.stream.CancelSignal;
import portage.stream.Payload;

/** One HTTP request. Immutable; {@code with…} methods give changed copies. */
public final class HttpRequest {
  /** What to do with a redirect. A call that carries a token refuses: the token must not travel on. */
  public enum Redirects { REFUSE, FOLLOW }

  /** How long nothing may move before a transfer counts as dead, in milliseconds. */
  public static final long DEFAULT_STALL_MILLIS = 60_000;

  private static final long AS_STALL = -1;

  private final String method;
  private final String url;
  private final Map<String, String> headers;
  private final Payload body;
  private final Redirects redirects;
  private final CancelSignal signal;
  private final long stallMillis;
  private final long answerMillis;

  private HttpRequest(
      String method,
      String url,
      Map<String, String> headers,
      Payload body,
      Redirects redirects,
      CancelSignal signal,
      long stallMillis,
      long answerMillis) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.redirects = redirects;
    this.signal = signal;
    this.stallMillis = stallMillis;
    this.answerMillis = answerMillis;
  }

  public static HttpRequest get(String url) {
    return new HttpRequest(
        "GET", url, new LinkedHashMap<>(), null, Redirects.REFUSE, new CancelSignal(), DEFAULT_STALL_MILLIS, AS_STALL);
  }

  /** A POST; {@code body} may be null for a request that has none, not even an empty one. */
  public static HttpRequest post(String url, Payload body) {
    return new HttpRequest(
        "POST", url, new LinkedHashMap<>(), body, Redirects.REFUSE, new CancelSignal(), DEFAULT_STALL_MILLIS, AS_STALL);
  }

  public HttpRequest withHeader(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new HttpRequest(method, url, changed, body, redirects, signal, stallMillis, answerMillis);
  }

  public HttpRequest withRedirects(Redirects newRedirects) {
    return new HttpRequest(method, url, headers, body, newRedirects, signal, stallMillis, answerMillis);
  }

  public HttpRequest withSignal(CancelSignal newSignal) {
    return new HttpRequest(method, url, headers, body, redirects, newSignal, stallMillis, answerMillis);
  }

  /** {@code newStallMillis} 0 waits for ever. */
  public HttpRequest withStallMillis(long newStallMillis) {
    return new HttpRequest(method, url, headers, body, redirects, signal, newStallMillis, answerMillis);
  }

  /** How long the server may be silent once it has everything: an import is, until it is done. */
  public HttpRequest withAnswerMillis(long newAnswerMillis) {
    return new HttpRequest(method, url, headers, body, redirects, signal, stallMillis, newAnswerMillis);
  }

  public String method() {
    return method;
  }

  public String url() {
    return url;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Null when the request has no body. */
  public Payload body() {
    return body;
  }

  public Redirects redirects() {
    return redirects;
  }

  public CancelSignal signal() {
    return signal;
  }

  public long stallMillis() {
    return stallMillis;
  }

  /** As {@link #stallMillis} unless something else was said. */
  public long answerMillis() {
    return answerMillis == AS_STALL ? stallMillis : answerMillis;
  }
}
