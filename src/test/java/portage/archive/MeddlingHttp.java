package portage.archive;

import portage.error.StreamingException;
import portage.net.HttpClient;
import portage.net.HttpRequest;
import portage.net.HttpResponse;

/** Passes everything on; something else happens once, when a certain answer has come. */
final class MeddlingHttp implements HttpClient {
  /** What happens. */
  interface Deed {
    void happen() throws Exception;
  }

  private final HttpClient inner;
  private final String part;
  private final Deed deed;
  private boolean done;

  /** {@code part} of the address of the call. */
  MeddlingHttp(HttpClient inner, String part, Deed deed) {
    this.inner = inner;
    this.part = part;
    this.deed = deed;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    HttpResponse response = inner.send(request);
    if (isTime(request)) {
      try {
        deed.happen();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return response;
  }

  private synchronized boolean isTime(HttpRequest request) {
    boolean isTime = !done && request.url().contains(part);
    done |= isTime;
    return isTime;
  }

  @Override
  public boolean streamsRequests(String origin) {
    return inner.streamsRequests(origin);
  }
}
