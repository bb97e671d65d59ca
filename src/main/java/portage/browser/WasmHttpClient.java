package portage.browser;

import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;
import portage.browser.js.JsFetch;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.Payload;
import portage.stream.StoredItem;

/**
 * HTTP by fetch.
 *
 * <p>The stall limit holds while the answer's headers are awaited only when the request has no body or a small one: fetch
 * tells nothing about the progress of an upload. It always holds for the answer's body. A {@link Payload.Live} stream is
 * closed when the request is over.
 */
public final class WasmHttpClient implements HttpClient {
  /** A body up to this size is sent at once on any line worth the name, so that silence after it is the server's. */
  private static final int SMALL_BODY_BYTES = 64 << 10;

  private static final long PROBE_MILLIS = 10_000;
  /** The largest stored item read into memory when the browser has no handle of it. */
  private static final long MAX_COPIED_BYTES = 512L << 20;

  private final Map<String, Boolean> streaming = new HashMap<>();

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    request.signal().throwIfCancelled(request.method());
    PulledStream live = null;
    if (request.body() instanceof Payload.Live body) {
      live = new PulledStream(body.stream(), null);
    }
    String redirect = request.redirects() == HttpRequest.Redirects.FOLLOW ? "follow" : "error";
    JSObject init = JsFetch.init(request.method(), headers(request), redirect);
    // Read before the clock starts: a stored item may take its time.
    if (live != null) {
      Js.set(init, "body", live.stream());
      Js.set(init, "duplex", "half");
    } else {
      addBody(init, request.body());
    }
    Exchange exchange = new Exchange(request);
    try {
      return exchange(request, init, live, exchange);
    } finally {
      if (live != null) {
        live.close();
      }
    }
  }

  private HttpResponse exchange(HttpRequest request, JSObject init, PulledStream live, Exchange exchange)
      throws StreamingException {
    Js.set(init, "signal", exchange.abortSignal());
    if (isSentAtOnce(request.body())) {
      exchange.stallWatch().waiting();
    }
    try {
      JsFetch.Response response = Js.await(JsFetch.fetch(request.url(), init));
      exchange.stallWatch().arrived();
      return new BrowserResponse(response, exchange);
    } catch (JsException e) {
      StreamingException failure = exchange.explain(e, -1);
      exchange.close();
      throw live != null && live.failure() != null ? live.failure() : failure;
    }
  }

  private static JSObject headers(HttpRequest request) {
    JSObject headers = Js.object();
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      Js.set(headers, header.getKey(), header.getValue());
    }
    return headers;
  }

  private static boolean isSentAtOnce(Payload body) {
    return body == null || body instanceof Payload.Bytes bytes && bytes.bytes().length <= SMALL_BODY_BYTES;
  }

  /**
   * Each kind is set where it is made: TeaVM 0.15.0 makes invalid WasmGC code of a variable, or of a conditional
   * expression, that holds a browser object of one kind or another, or null.
   */
  private static void addBody(JSObject init, Payload body) throws StreamingException {
    if (body instanceof Payload.Bytes bytes) {
      Js.set(init, "body", Bytes.toBrowser(bytes.bytes()));
    } else if (body instanceof Payload.Stored stored && stored.item() instanceof BlobBacked item) {
      Js.set(init, "body", item.blob());
    } else if (body instanceof Payload.Stored stored && stored.item() instanceof OpfsBundledItem item) {
      Js.set(init, "body", item.bytes());
    } else if (body instanceof Payload.Stored stored) {
      Js.set(init, "body", copied(stored.item()));
    }
  }

  private static JSObject copied(StoredItem item) throws StreamingException {
    if (item.sizeBytes() > MAX_COPIED_BYTES) {
      throw new StreamingException(
          ErrorCode.STORAGE_FAILED, ErrorContext.of("send").about(item.name()), "too large for memory");
    }
    byte[] bytes = new byte[(int) item.sizeBytes()];
    item.read(0, bytes, 0, bytes.length);
    return Bytes.toBrowser(bytes);
  }

  @Override
  public boolean streamsRequests(String origin) {
    Boolean known = streaming.get(origin);
    if (known == null) {
      known = probe(origin);
      streaming.put(origin, known);
    }
    return known;
  }

  /** Any answer at all means that the stream was sent: over HTTP/1.1 Chromium refuses before it asks the server. */
  private boolean probe(String origin) {
    String url = origin + "/xrpc/com.atproto.repo.importRepo";
    if (!JsFetch.streamsBodies(url)) {
      return false;
    }
    CancelSignal signal = new CancelSignal();
    int timer = Js.after(PROBE_MILLIS, signal::cancel);
    HttpRequest request = HttpRequest.post(url, new Payload.Live(new OneChunk(new byte[] {0})))
        .withHeader("Content-Type", "application/vnd.ipld.car")
        .withSignal(signal);
    try {
      send(request).close();
      return true;
    } catch (StreamingException e) {
      return false;
    } finally {
      Js.cancelTimer(timer);
    }
  }

  private static final class OneChunk implements ByteStream {
    private byte[] bytes;

    OneChunk(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public DataChunk read() {
      DataChunk chunk = bytes == null ? null : new ByteChunk(bytes);
      bytes = null;
      return chunk;
    }

    @Override
    public void close() {
      bytes = null;
    }
  }
}
