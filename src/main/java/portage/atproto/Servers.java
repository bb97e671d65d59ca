package portage.atproto;

import java.util.HashMap;
import java.util.Map;
import portage.error.StreamingException;
import portage.net.Clock;
import portage.net.HttpClient;
import portage.net.Origin;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Task;

/** Makes the clients of the servers that take part, each with the same network, patience and rules for addresses. */
public final class Servers {
  private final HttpClient http;
  private final RetryPolicy retry;
  private final Clock clock;
  private final Origin.Loopback loopback;
  private final RefreshLock refreshLock;
  private final UploadLedger uploads;
  private final Map<String, UploadQuota> quotas = new HashMap<>();

  /** Where there are no other tabs, and nothing is kept. */
  public Servers(HttpClient http, RetryPolicy retry, Clock clock, Origin.Loopback loopback) {
    this(http, retry, clock, loopback, RefreshLock.NONE, UploadLedger.inMemory());
  }

  public Servers(
      HttpClient http,
      RetryPolicy retry,
      Clock clock,
      Origin.Loopback loopback,
      RefreshLock refreshLock,
      UploadLedger uploads) {
    this.http = http;
    this.retry = retry;
    this.clock = clock;
    this.loopback = loopback;
    this.refreshLock = refreshLock;
    this.uploads = uploads;
  }

  /** An address that may be used, or null. */
  public Origin parse(String address) {
    return Origin.parse(address, loopback);
  }

  public Pds pds(Origin origin, CancelSignal signal) {
    return new Pds(xrpc(origin, signal));
  }

  public PdsData data(Origin origin, CancelSignal signal) {
    return new PdsData(xrpc(origin, signal), uploadsTo(origin));
  }

  /** How many uploads {@code origin} takes in a day; the same object for everybody who asks. */
  public UploadQuota uploadsTo(Origin origin) {
    synchronized (quotas) {
      return quotas.computeIfAbsent(origin.host(), host -> new UploadQuota(host, uploads, clock));
    }
  }

  /** Signs out at {@code origin}. A server that does not answer is left alone: its tokens end by themselves. */
  public void signOut(Origin origin, Session session) {
    try {
      pds(origin, new CancelSignal()).deleteSession(session);
    } catch (StreamingException e) {
      // Nothing hangs on it.
    }
  }

  /** As {@link #signOut}, without waiting for it. */
  public void signOutAside(Origin origin, Session session) {
    Task.start(() -> {
      signOut(origin, session);
      return null;
    });
  }

  /** True when a body that is still arriving really streams to {@code origin}. */
  public boolean streamRequestsTo(Origin origin) {
    return http.streamsRequests(origin.toString());
  }

  private Xrpc xrpc(Origin origin, CancelSignal signal) {
    return new Xrpc(http, retry, clock, origin, signal, refreshLock);
  }
}
