package portage.browser;

import portage.browser.js.JsFetch;
import portage.net.HttpResponse;
import portage.stream.ByteStream;

/** An answer of fetch. */
final class BrowserResponse implements HttpResponse {
  private final JsFetch.Response response;
  private final Exchange exchange;
  private final ByteStream body;

  BrowserResponse(JsFetch.Response response, Exchange exchange) {
    this.response = response;
    this.exchange = exchange;
    this.body = new BrowserStream(response.getBody(), exchange);
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public String header(String name) {
    return response.getHeaders().get(name);
  }

  @Override
  public ByteStream body() {
    return body;
  }

  @Override
  public void endWithin(long millis) {
    exchange.stallWatch().endWithin(millis);
  }

  @Override
  public void close() {
    body.close();
  }
}
