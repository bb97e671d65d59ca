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
import portage.net.SendAllowance;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.Payload;
import portage.stream.StoredItem;

/**
 * HTTP by fetch.
 *
 * <p>fetch tells nothing about the progress of an upload. A body of known size has its {@link SendAllowance}; of one that is
 * still arriving, the browser has to take each chunk within the stall limit of when it was there. A {@link Payload.Live}
 * stream is closed when the request is over.
 */
public final class WasmHttpClient implements HttpClient {
  private static final long PROBE_MILLIS = 10_000;
  /** The largest stored item read into memory when the browser has no handle of it. */
  private static final long MAX_COPIED_BYTES = 512L << 20;

  private final Map<String, Boolean> streaming = new HashMap<>();
  /** By host. */
  private final Map<String, SendAllowance> allowances = new HashMap<>();

  /** Counts as a stall that the browser does not take what is there; what is not there yet is its source's matter. */
  private record Watched(HttpRequest request, StallWatch watch, SendAllowance allowance) implements PulledStream.Valve {
    @Override
    public void await() {
      watch.arrived();
    }

    @Override
    public void handedOut(int bytes) {
      watch.waiting();
    }

    @Override
    public void ended() {
      watch.waiting(request.answerMillis() + allowance.millis(SendAllowance.BUFFERED_BYTES));
    }
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    request.signal().throwIfCancelled(request.method());
    String redirect = request.redirects() == HttpRequest.Redirects.FOLLOW ? "follow" : "error";
    JSObject init = JsFetch.init(request.method(), headers(request), redirect, cacheOf(request.body()));
    // Read before the clock starts: a stored item may take its time.
    addBody(init, request.body());
    Exchange exchange = new Exchange(request);
    SendAllowance allowance =
        allowances.computeIfAbsent(Exchange.hostOf(request.url()), host -> new SendAllowance());
    if (!(request.body() instanceof Payload.Live body)) {
      long sizeBytes = request.body() == null ? 0 : request.body().knownBytes();
      return sendKnown(request, init, exchange, allowance, sizeBytes);
    }
    PulledStream live = new PulledStream(body.stream(), new Watched(request, exchange.stallWatch(), allowance));
    Js.set(init, "body", live.stream());
    Js.set(init, "duplex", "half");
    try {
      return sendLive(request, init, exchange, allowance, live);
    } finally {
      live.close();
    }
  }

  private HttpResponse sendKnown(
      HttpRequest request, JSObject init, Exchange exchange, SendAllowance allowance, long sizeBytes)
      throws StreamingException {
    double begunMillis = Js.monotonicMillis();
    exchange.stallWatch().waiting(request.answerMillis() + allowance.millis(sizeBytes));
    HttpResponse response = answer(request, init, exchange, allowance);
    allowance.sent(sizeBytes, Js.monotonicMillis() - begunMillis);
    return response;
  }

  private HttpResponse sendLive(
      HttpRequest request, JSObject init, Exchange exchange, SendAllowance allowance, PulledStream live)
      throws StreamingException {
    exchange.stallWatch().waiting();
    try {
      return answer(request, init, exchange, allowance);
    } catch (StreamingException e) {
      throw live.failure() != null ? live.failure() : e;
    }
  }

  private HttpResponse answer(HttpRequest request, JSObject init, Exchange exchange, SendAllowance allowance)
      throws StreamingException {
    Js.set(init, "signal", exchange.abortSignal());
    try {
      JSObject answer = JsFetch.fetch(request.url(), init);
      giveBackRoom(init, request.body());
      JsFetch.Response response = Js.await(answer);
      exchange.stallWatch().arrived();
      return new BrowserResponse(response, exchange);
    } catch (JsException e) {
      StreamingException failure = exchange.explain(e, -1);
      exchange.close();
      if (failure.code() == ErrorCode.STALLED) {
        allowance.gaveUp();
      }
      throw failure;
    }
  }

  private static JSObject headers(HttpRequest request) {
    JSObject headers = Js.object();
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      Js.set(headers, header.getKey(), header.getValue());
    }
    return headers;
  }

  /**
   * Nothing of what servers answer is to lie in the browser's cache: it may be a token. But {@code no-store} also makes
   * Chromium forget that it asked whether a page may send such a request (156: one more round trip for every blob), so that
   * what is sent from storage goes without it; its answer is a CID, and no browser keeps that of a POST.
   */
  private static String cacheOf(Payload body) {
    return body instanceof Payload.Stored ? "default" : "no-store";
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

  /** Fetch copies a body in memory when it is called (Fetch, "extract a body"). */
  private static void giveBackRoom(JSObject init, Payload body) {
    if (body instanceof Payload.Stored stored && stored.item() instanceof OpfsBundledItem item) {
      ReadRooms.giveBackBehind(JsFetch.bodyOf(init));
      UnseenBytes.add((int) item.sizeBytes());
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
