package portage.contract;

import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.TextBody;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Payload;

/** Bodies that are still arriving; only against a server that speaks HTTP/2, in a browser that streams requests. */
final class LiveCases extends Contract {
  private final HttpClient client;
  private final String base;

  LiveCases(HttpClient client, String base) {
    this.client = client;
    this.base = base;
    add("http2StreamsRequests", () -> check(client.streamsRequests(base), "probe says no"));
    add("liveBodyArrivesWhole", this::liveBodyArrivesWhole);
    add("failingLiveBodyFailsTheRequest", this::failingLiveBodyFailsTheRequest);
  }

  private static class Slow implements ByteStream {
    private int given;
    boolean closed;

    @Override
    public DataChunk read() throws StreamingException {
      pause();
      if (given == 20) {
        return atEnd();
      }
      given++;
      return Pattern.chunk((given - 1L) * 100_000, 100_000);
    }

    DataChunk atEnd() throws StreamingException {
      return null;
    }

    private static void pause() {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void liveBodyArrivesWhole() throws Exception {
    Slow body = new Slow();
    String answer = TextBody.read(
        client.send(HttpRequest.post(base + "/echo", new Payload.Live(body)).withHeader("Content-Type", "image/x")),
        1000,
        ErrorContext.of("contract"));
    same("2000000 " + HttpContract.hex(Sha256.hash(Pattern.bytes(0, 2_000_000))) + " image/x null", answer);
    check(body.closed, "left open");
  }

  private void failingLiveBodyFailsTheRequest() throws Exception {
    Slow body = new Slow() {
      @Override
      DataChunk atEnd() throws StreamingException {
        throw new StreamingException(ErrorCode.BLOB_CORRUPT, ErrorContext.of("source"), "as wanted");
      }
    };
    HttpRequest request = HttpRequest.post(base + "/echo", new Payload.Live(body)).withHeader("Content-Type", "image/x");
    fails(ErrorCode.BLOB_CORRUPT, () -> client.send(request));
    check(body.closed, "left open");
  }
}
