package portage.atproto;

import portage.net.Clock;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;

/** Makes the clients of the servers that take part, each with the same network, patience and rules for addresses. */
public final class Servers {
  private final HttpClient http;
  private final RetryPolicy retry;
  private final Clock clock;
  private final Origin.Loopback loopback;
  private final RefreshLock refreshLock;

  /** Where there are no other tabs. */
  public Servers(HttpClient http, RetryPolicy retry, Clock clock, Origin.Loopback loopback) {
    this(http, retry, clock, loopback, RefreshLock.NONE);
  }

  public Servers(
      HttpClient http, RetryPolicy retry, Clock clock, Origin.Loopback loopback, RefreshLock refreshLock) {
    this.http = http;
    this.retry = retry;
    this.clock = clock;
    this.loopback = loopback;
    this.refreshLock = refreshLock;
  }

  /** An address that may be used, or null. */
  public Origin parse(String address) {
    return Origin.parse(address, loopback);
  }

  public Pds pds(Origin origin, CancelSignal signal) {
    return new Pds(xrpc(origin, signal));
  }

  public PdsData data(Origin origin, CancelSignal signal) {
    return new PdsData(xrpc(origin, signal));
  }

  /** True when a body that is still arriving really streams to {@code origin}. */
  public boolean streamRequestsTo(Origin origin) {
    return http.streamsRequests(origin.toString());
  }

  private Xrpc xrpc(Origin origin, CancelSignal signal) {
    return new Xrpc(http, retry, clock, origin, signal, refreshLock);
  }
}
