package portage.contract;

import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.TextBody;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.Payload;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** What every {@link HttpClient} does, against a {@link ContractServer}. */
public final class HttpContract extends Contract {
  private final HttpClient client;
  private final StorageBackend storage;
  private final String base;
  private final String host;

  /** {@code base} is the server's address, without a slash at the end. */
  public HttpContract(HttpClient client, StorageBackend storage, String base) {
    this.client = client;
    this.storage = storage;
    this.base = base;
    this.host = base.substring(base.indexOf("://") + 3);
    add("bodyArrivesWhole", this::bodyArrivesWhole);
    add("anyStatusIsAnAnswer", this::anyStatusIsAnAnswer);
    add("bytesArePosted", this::bytesArePosted);
    add("nothingIsPosted", this::nothingIsPosted);
    add("storedItemIsPosted", this::storedItemIsPosted);
    add("itemBeingWrittenIsPosted", this::itemBeingWrittenIsPosted);
    add("redirectIsRefusedUnlessWanted", this::redirectIsRefusedUnlessWanted);
    add("noAnswerIsUnreachable", this::noAnswerIsUnreachable);
    add("bodyCutShortFails", this::bodyCutShortFails);
    add("cancelEndsWaitingForTheAnswer", this::cancelEndsWaitingForTheAnswer);
    add("cancelEndsTheBody", this::cancelEndsTheBody);
    add("cancelledBeforeSendsNothing", this::cancelledBeforeSendsNothing);
    add("silenceBeforeTheAnswerIsAStall", this::silenceBeforeTheAnswerIsAStall);
    add("silenceInTheBodyIsAStall", this::silenceInTheBodyIsAStall);
    add("silenceAfterALargeBodyIsAStall", this::silenceAfterALargeBodyIsAStall);
    add("trickleIsAStallOnceItsTimeIsOver", this::trickleIsAStallOnceItsTimeIsOver);
    add("bodyThatEndsInTimeIsWhole", this::bodyThatEndsInTimeIsWhole);
    add("slowReaderIsNoStall", this::slowReaderIsNoStall);
    add("closedBodyIsNotAtItsEnd", this::closedBodyIsNotAtItsEnd);
    add("severalAtOnce", this::severalAtOnce);
  }

  private HttpRequest get(String path) {
    return HttpRequest.get(base + path);
  }

  private String text(HttpRequest request) throws Exception {
    return TextBody.read(client.send(request), 10_000, ErrorContext.of("contract"));
  }

  private void bodyArrivesWhole() throws Exception {
    for (int size : new int[] {0, 1, 65_537, 5_000_000}) {
      HttpResponse response = client.send(get("/bytes?size=" + size));
      same(200, response.status());
      long at = 0;
      for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
        check(chunk.sizeBytes() > 0 && chunk.sizeBytes() <= 1 << 20, "chunk of " + chunk.sizeBytes());
        Pattern.verify(chunk.toByteArray(), 0, chunk.sizeBytes(), at);
        at += chunk.sizeBytes();
      }
      same((long) size, at);
      check(response.body().read() == null, "goes on after the end");
      response.close();
      response.close();
    }
  }

  private void anyStatusIsAnAnswer() throws Exception {
    for (int status : new int[] {201, 204, 400, 401, 404, 429, 500, 503}) {
      HttpResponse response = client.send(get("/status?code=" + status));
      same(status, response.status());
      same("7", response.header("retry-after"));
      check(response.header("X-Nobody-Sends-This") == null, "header from nowhere");
      response.close();
    }
  }

  private void bytesArePosted() throws Exception {
    for (int size : new int[] {0, 5, 3_000_000}) {
      byte[] bytes = Pattern.bytes(0, size);
      String answer = text(HttpRequest.post(base + "/echo", new Payload.Bytes(bytes))
          .withHeader("Content-Type", "application/vnd.ipld.car"));
      same(size + " " + hex(Sha256.hash(bytes)) + " application/vnd.ipld.car " + size, answer);
    }
  }

  private void nothingIsPosted() throws Exception {
    same("0 " + hex(Sha256.hash(new byte[0])) + " null 0", text(HttpRequest.post(base + "/echo", null)));
  }

  private void storedItemIsPosted() throws Exception {
    byte[] bytes = Pattern.bytes(0, 2_500_000);
    StoredWriter writer = storage.create("to-post");
    writer.write(Pattern.chunk(0, 2_500_000));
    writer.finish();
    writer.close();
    StoredItem item = storage.open("to-post");
    HttpRequest request = HttpRequest.post(base + "/echo", new Payload.Stored(item)).withHeader("Content-Type", "image/x");
    String wanted = "2500000 " + hex(Sha256.hash(bytes)) + " image/x 2500000";
    same(wanted, text(request));
    byte[] room = new byte[10];
    item.read(5, room, 0, 10);
    same(wanted, text(request));
    item.close();
    storage.delete("to-post");
  }

  private void itemBeingWrittenIsPosted() throws Exception {
    byte[] bytes = Pattern.bytes(0, 1_100_000);
    StoredWriter writer = storage.create("posting");
    writer.write(Pattern.chunk(0, 1_100_000));
    HttpRequest request = HttpRequest.post(base + "/echo", new Payload.Stored(writer.written()))
        .withHeader("Content-Type", "image/x");
    same("1100000 " + hex(Sha256.hash(bytes)) + " image/x 1100000", text(request));
    writer.close();
  }

  private void redirectIsRefusedUnlessWanted() throws Exception {
    fails(ErrorCode.UNREACHABLE, () -> client.send(get("/redirect")));
    same(10L, download(get("/redirect").withRedirects(HttpRequest.Redirects.FOLLOW)));
  }

  private void noAnswerIsUnreachable() throws Exception {
    StreamingException failure =
        fails(ErrorCode.UNREACHABLE, () -> client.send(HttpRequest.get("http://localhost:9/xrpc/a.b.c?secret=1")));
    same("localhost:9", failure.context().host());
    check(!failure.getMessage().contains("secret"), "query in the message");
    isWorthARetry(failure);
  }

  private static void isWorthARetry(StreamingException failure) {
    check(
        failure instanceof RecoverableStreamingException recoverable
            && recoverable.strategy() instanceof RecoveryStrategy.RetryAfter retry
            && retry.delayMillis() < 0,
        "no strategy");
  }

  private void bodyCutShortFails() throws Exception {
    HttpResponse response = client.send(get("/cut?size=100000&after=30000"));
    StreamingException failure = fails(ErrorCode.UNREACHABLE, () -> Pattern.drain(response.body()));
    check(failure.context().offsetBytes() >= 0, "no offset");
    isWorthARetry(failure);
    response.close();
  }

  private void cancelEndsWaitingForTheAnswer() throws Exception {
    CancelSignal signal = new CancelSignal();
    together(
        () -> fails(ErrorCode.CANCELLED, () -> client.send(get("/silent?for=5000").withSignal(signal))),
        () -> {
          Thread.sleep(100);
          signal.cancel();
        });
  }

  private void cancelEndsTheBody() throws Exception {
    CancelSignal signal = new CancelSignal();
    HttpResponse response = client.send(get("/stall?after=1000&for=5000").withSignal(signal));
    together(
        () -> fails(ErrorCode.CANCELLED, () -> Pattern.drain(response.body())),
        () -> {
          Thread.sleep(100);
          signal.cancel();
        });
    response.close();
  }

  private void cancelledBeforeSendsNothing() throws Exception {
    CancelSignal signal = new CancelSignal();
    signal.cancel();
    fails(ErrorCode.CANCELLED, () -> client.send(get("/bytes?size=1").withSignal(signal)));
  }

  private void silenceBeforeTheAnswerIsAStall() throws Exception {
    isWorthARetry(
        fails(ErrorCode.STALLED, () -> client.send(get("/silent?for=5000").withStallMillis(300))));
    Payload small = new Payload.Bytes(new byte[100]);
    fails(
        ErrorCode.STALLED,
        () -> client.send(HttpRequest.post(base + "/silent?for=5000", small).withStallMillis(300)));
    same(200, client.send(get("/silent?for=600").withStallMillis(0)).status());
  }

  /** How long sending may take follows what was sent before, so that nobody waits for minutes here. */
  private void silenceAfterALargeBodyIsAStall() throws Exception {
    Payload large = new Payload.Bytes(Pattern.bytes(0, 3_000_000));
    for (int i = 0; i < 2; i++) {
      client.send(HttpRequest.post(base + "/echo", large)).close();
    }
    isWorthARetry(
        fails(
            ErrorCode.STALLED,
            () ->
                client.send(
                    HttpRequest.post(base + "/silent?for=60000", large).withStallMillis(200).withAnswerMillis(300))));
    HttpRequest patient = HttpRequest.post(base + "/silent?for=600", new Payload.Bytes(new byte[100]));
    same(200, client.send(patient.withStallMillis(100).withAnswerMillis(30_000)).status());
  }

  private void silenceInTheBodyIsAStall() throws Exception {
    HttpResponse response = client.send(get("/stall?after=70000&for=5000").withStallMillis(300));
    StreamingException failure = fails(ErrorCode.STALLED, () -> Pattern.drain(response.body()));
    same(70_000L, failure.context().offsetBytes());
    same(host, failure.context().host());
    response.close();
  }

  /** However long a silence is borne. */
  private void trickleIsAStallOnceItsTimeIsOver() throws Exception {
    for (long stallMillis : new long[] {0, HttpRequest.DEFAULT_STALL_MILLIS}) {
      HttpResponse response = client.send(get("/drip?every=30&times=1000").withStallMillis(stallMillis));
      response.endWithin(400);
      StreamingException failure = fails(ErrorCode.STALLED, () -> Pattern.drain(response.body()));
      isWorthARetry(failure);
      check(failure.context().offsetBytes() > 0, "no offset");
      response.close();
    }
  }

  private void bodyThatEndsInTimeIsWhole() throws Exception {
    HttpResponse response = client.send(get("/drip?every=30&times=10").withStallMillis(5_000));
    response.endWithin(20_000);
    same(10L, Pattern.drain(response.body()));
    response.close();
  }

  private void slowReaderIsNoStall() throws Exception {
    HttpResponse response = client.send(get("/bytes?size=4000000").withStallMillis(200));
    long size = 0;
    for (DataChunk chunk = response.body().read(); chunk != null; chunk = response.body().read()) {
      size += chunk.sizeBytes();
      if (size == chunk.sizeBytes()) {
        Thread.sleep(700);
      }
    }
    same(4_000_000L, size);
    response.close();
  }

  private void closedBodyIsNotAtItsEnd() throws Exception {
    HttpResponse response = client.send(get("/bytes?size=4000000"));
    response.body().read();
    response.close();
    fails(ErrorCode.CANCELLED, () -> response.body().read());
    HttpResponse stuck = client.send(get("/stall?after=1000&for=5000"));
    together(
        () -> fails(ErrorCode.CANCELLED, () -> Pattern.drain(stuck.body())),
        () -> {
          Thread.sleep(100);
          stuck.close();
        });
  }

  private void severalAtOnce() throws Exception {
    Body one = () -> same(1_500_000L, download(get("/bytes?size=1500000")));
    together(one, one, one, one);
  }

  private long download(HttpRequest request) throws Exception {
    HttpResponse response = client.send(request);
    try {
      return Pattern.drain(response.body());
    } finally {
      response.close();
    }
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append("0123456789abcdef".charAt((b >> 4) & 15)).append("0123456789abcdef".charAt(b & 15));
    }
    return text.toString();
  }
}
