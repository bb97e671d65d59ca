package portage.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.StreamingException;

/**
 * Counts the calls to each server by what was asked and what came of it, for a report. Of an address it keeps the host and
 * the method's name: the rest may name the account. Hosts that are a handle, or the domain of an identity, are not kept.
 */
public final class CallCounts implements HttpClient {
  /**
   * Calls that were alike.
   *
   * @param what the NSID, or the HTTP method of a call that is no XRPC
   * @param outcome the status, or the code of the failure when no answer came
   */
  public record Count(String host, String what, String outcome, long times) {}

  /** Stands for the host of a handle or of a did:web. */
  static final String OWN_HOST = "(a host of the account's own)";

  /** More kinds of calls than this page makes; a bound for what a redirect or a name may invent. */
  private static final int MAX_KINDS = 400;

  private record Kind(String host, String what, String outcome) {}

  private final HttpClient http;
  private final Map<Kind, Long> counts = new LinkedHashMap<>();

  public CallCounts(HttpClient http) {
    this.http = http;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws StreamingException {
    try {
      HttpResponse response = http.send(request);
      count(request, String.valueOf(response.status()));
      return response;
    } catch (StreamingException e) {
      count(request, e.code().name());
      throw e;
    }
  }

  @Override
  public boolean streamsRequests(String origin) {
    return http.streamsRequests(origin);
  }

  private synchronized void count(HttpRequest request, String outcome) {
    String url = request.url();
    int start = url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    String host = slash < 0 ? url.substring(start) : url.substring(start, slash);
    String path = slash < 0 ? "" : pathOf(url, slash);
    boolean isOwn = path.equals("/.well-known/atproto-did") || path.equals("/.well-known/did.json");
    String what = path.startsWith("/xrpc/") ? path.substring("/xrpc/".length()) : request.method();
    Kind kind = new Kind(isOwn ? OWN_HOST : host, what, outcome);
    if (counts.containsKey(kind) || counts.size() < MAX_KINDS) {
      counts.merge(kind, 1L, Long::sum);
    }
  }

  private static String pathOf(String url, int slash) {
    int query = url.indexOf('?', slash);
    return query < 0 ? url.substring(slash) : url.substring(slash, query);
  }

  /** What was counted, in the order of the first of each kind. */
  public synchronized List<Count> counts() {
    List<Count> all = new ArrayList<>();
    counts.forEach((kind, times) -> all.add(new Count(kind.host(), kind.what(), kind.outcome(), times)));
    return all;
  }
}
