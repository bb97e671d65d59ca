package portage.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
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
 * HTTP by the JDK's own client, in plain HTTP/1.1, and as a page in a browser sees it: an answer that no page may read is no
 * answer. Unlike a browser it streams requests over that, too.
 *
 * <p>The JDK repeats a GET whose connection broke, and nobody hears of it, unless the build sets
 * {@code jdk.httpclient.redirects.retrylimit} to 1; so redirects are followed here.
 */
public final class JdkHttpClient implements HttpClient {
  private static final int CHUNK_BYTES = 64 << 10;

  /** What a browser follows is far more; what a server needs is less. */
  private static final int MAX_REDIRECTS = 5;

  /** Whether {@link #streamsRequests} says yes. */
  public enum LiveBodies { TAKEN, NOT_TAKEN }

  private final LiveBodies liveBodies;
  private final SendAllowance allowance = new SendAllowance();
  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder()
          .version(java.net.http.HttpClient.Version.HTTP_1_1)
          .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public JdkHttpClient(LiveBodies liveBodies) {
    this.liveBodies = liveBodies;
  }

  @Override
  public boolean streamsRequests(String origin) {
    return liveBodies == LiveBodies.TAKEN;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    request.signal().throwIfCancelled(request.method());
    LiveInput live = request.body() instanceof Payload.Live body ? new LiveInput(body.stream()) : null;
    try {
      URI uri = URI.create(request.url());
      for (int redirects = 0; ; redirects++) {
        Answer answer = send(request, uri, live);
        URI next = answer.redirectOrNull();
        if (next == null) {
          return answer;
        }
        answer.close();
        if (request.redirects() == HttpRequest.Redirects.REFUSE || redirects == MAX_REDIRECTS) {
          throw retryable(ErrorCode.UNREACHABLE, contextOf(request, uri), "redirect", null);
        }
        uri = uri.resolve(next);
      }
    } finally {
      if (live != null) {
        live.close();
      }
    }
  }

  private static ErrorContext contextOf(HttpRequest request, URI uri) {
    return ErrorContext.of(request.method() + " " + uri.getPath())
        .at(uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
  }

  private Answer send(HttpRequest request, URI uri, LiveInput liveOrNull) throws StreamingException {
    ErrorContext context = contextOf(request, uri);
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(uri).method(request.method(), publisher(request.body(), liveOrNull));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      builder.header(header.getKey(), header.getValue());
    }
    CompletableFuture<java.net.http.HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sending =
        client.sendAsync(builder.build(), BodyHandlers.ofPublisher());
    Runnable cancel = () -> sending.cancel(true);
    listen(request.signal(), cancel);
    java.net.http.HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer;
    long sizeBytes = request.body() == null ? 0 : request.body().knownBytes();
    long begunNanos = System.nanoTime();
    try {
      // How fast a live body goes is its source's matter.
      boolean watched = request.stallMillis() > 0 && liveOrNull == null;
      answer =
          watched
              ? sending.get(request.answerMillis() + allowance.millis(sizeBytes), TimeUnit.MILLISECONDS)
              : sending.get();
      allowance.sent(sizeBytes, (System.nanoTime() - begunNanos) / 1e6);
    } catch (TimeoutException e) {
      sending.cancel(true);
      allowance.gaveUp();
      throw retryable(ErrorCode.STALLED, context, "no answer", e);
    } catch (ExecutionException | InterruptedException | java.util.concurrent.CancellationException e) {
      request.signal().throwIfCancelled(request.method());
      if (liveOrNull != null && liveOrNull.failure != null) {
        throw liveOrNull.failure;
      }
      throw retryable(ErrorCode.UNREACHABLE, context, String.valueOf(e.getCause()), e);
    } finally {
      forget(request.signal(), cancel);
    }
    Body body = new Body(request, context);
    answer.body().subscribe(body);
    if (answer.headers().firstValue("access-control-allow-origin").isEmpty()) {
      body.close();
      throw retryable(ErrorCode.UNREACHABLE, context, "an answer that a page may not read", null);
    }
    return new Answer(answer, body);
  }

  private static StreamingException retryable(ErrorCode code, ErrorContext context, String detail, Throwable cause) {
    return new RecoverableStreamingException(code, context, detail, new RecoveryStrategy.RetryAfter(-1), cause);
  }

  private static BodyPublisher publisher(Payload body, LiveInput liveOrNull) throws StreamingException {
    if (liveOrNull != null) {
      return BodyPublishers.ofInputStream(() -> liveOrNull);
    }
    if (body instanceof Payload.Bytes bytes) {
      return BodyPublishers.ofByteArray(bytes.bytes());
    }
    if (body instanceof Payload.Stored stored) {
      StoredItem item = stored.item();
      byte[] bytes = new byte[(int) item.sizeBytes()];
      item.read(0, bytes, 0, bytes.length);
      return BodyPublishers.ofByteArray(bytes);
    }
    return BodyPublishers.noBody();
  }

  // A signal belongs to one thread of the worker; here several threads wait for one.
  private static void listen(CancelSignal signal, Runnable listener) {
    synchronized (signal) {
      signal.onCancel(listener);
    }
  }

  private static void forget(CancelSignal signal, Runnable listener) {
    synchronized (signal) {
      signal.removeListener(listener);
    }
  }

  /** A live body as the JDK wants it; a failing one breaks the connection off. */
  private static final class LiveInput extends InputStream {
    private final ByteStream stream;
    private DataChunk chunk;
    private int at;
    private volatile StreamingException failure;

    LiveInput(ByteStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (chunk == null || at == chunk.sizeBytes()) {
        at = 0;
        try {
          chunk = stream.read();
        } catch (StreamingException e) {
          failure = e;
          throw new IOException(e);
        }
      }
      if (chunk == null) {
        return -1;
      }
      int count = Math.min(length, chunk.sizeBytes() - at);
      chunk.copyTo(at, target, offset, count);
      at += count;
      return count;
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private record Answer(java.net.http.HttpResponse<?> answer, Body stream) implements HttpResponse {
    @Override
    public int status() {
      return answer.statusCode();
    }

    /** Where it leads, when it is one that leads on. */
    URI redirectOrNull() {
      boolean leads = answer.statusCode() >= 300 && answer.statusCode() < 400;
      return leads ? answer.headers().firstValue("location").map(URI::create).orElse(null) : null;
    }

    @Override
    public String header(String name) {
      return answer.headers().firstValue(name).orElse(null);
    }

    @Override
    public ByteStream body() {
      return stream;
    }

    @Override
    public void endWithin(long millis) {
      stream.endWithin(millis);
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  /** The answer's body: asks for the next piece only when somebody reads. */
  private static final class Body implements ByteStream, Flow.Subscriber<List<ByteBuffer>> {
    /** Stands for the end, a failure, and for being woken. */
    private record Event(List<ByteBuffer> bytes, Throwable failure, boolean isEnd) {}

    private static final Event WAKE = new Event(null, null, false);
    private static final long FOR_EVER_MILLIS = Long.MAX_VALUE;

    private final HttpRequest request;
    private final ErrorContext context;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Runnable onCancel = () -> events.add(WAKE);
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final java.util.ArrayDeque<DataChunk> ready = new java.util.ArrayDeque<>();
    private long offsetBytes;
    private boolean ended;
    private volatile boolean closed;
    /** By {@link System#nanoTime}; null: as long as it keeps coming. */
    private Long endsAtNanos;

    Body(HttpRequest request, ErrorContext context) {
      this.request = request;
      this.context = context;
      listen(request.signal(), onCancel);
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription.complete(made);
      made.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      events.add(new Event(bytes, null, false));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new Event(null, failure, false));
    }

    @Override
    public void onComplete() {
      events.add(new Event(null, null, true));
    }

    @Override
    public DataChunk read() throws StreamingException {
      while (true) {
        if (closed) {
          throw new CancelledException("read");
        }
        request.signal().throwIfCancelled("read");
        if (!ready.isEmpty()) {
          DataChunk chunk = ready.poll();
          offsetBytes += chunk.sizeBytes();
          return chunk;
        }
        if (ended) {
          return null;
        }
        take(next());
      }
    }

    private Event next() throws StreamingException {
      try {
        Event event = events.poll(patienceMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
          throw retryable(ErrorCode.STALLED, context.offset(offsetBytes), "no bytes, or no end of them", null);
        }
        return event;
      } catch (InterruptedException e) {
        throw new StreamingException(ErrorCode.INTERNAL, context, "interrupted", e);
      }
    }

    private long patienceMillis() {
      long silenceMillis = request.stallMillis() > 0 ? request.stallMillis() : FOR_EVER_MILLIS;
      return endsAtNanos == null ? silenceMillis : Math.min(silenceMillis, (endsAtNanos - System.nanoTime()) / 1_000_000);
    }

    void endWithin(long millis) {
      endsAtNanos = System.nanoTime() + millis * 1_000_000;
    }

    private void take(Event event) throws StreamingException {
      if (event.failure() != null) {
        // A cancel breaks the connection, and that may be heard of first.
        if (closed) {
          throw new CancelledException("read");
        }
        request.signal().throwIfCancelled("read");
        throw retryable(
            ErrorCode.UNREACHABLE, context.offset(offsetBytes), event.failure().toString(), event.failure());
      }
      if (event.isEnd()) {
        ended = true;
      } else if (event.bytes() != null) {
        for (ByteBuffer buffer : event.bytes()) {
          while (buffer.hasRemaining()) {
            byte[] bytes = new byte[Math.min(CHUNK_BYTES, buffer.remaining())];
            buffer.get(bytes);
            ready.add(new ByteChunk(bytes));
          }
        }
        subscription.join().request(1);
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        forget(request.signal(), onCancel);
        subscription.thenAccept(Flow.Subscription::cancel);
        events.add(WAKE);
      }
    }
  }
}
