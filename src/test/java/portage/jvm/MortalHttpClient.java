package portage.jvm;

import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** HTTP of a page that may die before a call, after the server acted, or while the answer arrives. */
public final class MortalHttpClient implements HttpClient {
  private final HttpClient inner;
  private final PageLife life;

  public MortalHttpClient(HttpClient inner, PageLife life) {
    this.inner = inner;
    this.life = life;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    life.pass();
    HttpResponse response = inner.send(request);
    try {
      life.pass();
    } catch (PageLife.Ended e) {
      response.close();
      throw e;
    }
    return new MortalResponse(response, new MortalStream(response.body(), life));
  }

  @Override
  public boolean streamsRequests(String origin) {
    return inner.streamsRequests(origin);
  }

  private record MortalResponse(HttpResponse inner, ByteStream body) implements HttpResponse {
    @Override
    public int status() {
      return inner.status();
    }

    @Override
    public String header(String name) {
      return inner.header(name);
    }

    @Override
    public void endWithin(long millis) {
      inner.endWithin(millis);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private record MortalStream(ByteStream inner, PageLife life) implements ByteStream {
    @Override
    public DataChunk read() throws StreamingException {
      life.pass();
      return inner.read();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
