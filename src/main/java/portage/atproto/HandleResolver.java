package portage.atproto;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Query;
import portage.net.TextBody;
import portage.stream.CancelSignal;

/**
 * Finds the DID that a handle names: by DNS over HTTPS (TXT record {@code _atproto.<handle>}), then by
 * {@code https://<handle>/.well-known/atproto-did}. Neither is proof: the DID document must name the handle too.
 */
public final class HandleResolver {
  private static final int TXT = 16;
  private static final int MAX_BYTES = 64 << 10;

  private final PlainHttp http;
  private final String dnsUrl;

  /** {@code dnsUrl}: a resolver with the JSON form, such as {@code https://cloudflare-dns.com/dns-query}. */
  public HandleResolver(PlainHttp http, String dnsUrl) {
    this.http = http;
    this.dnsUrl = dnsUrl;
  }

  /**
   * The DID, or null when neither way names one. {@code HANDLE_MISMATCH} when DNS names two; {@code UNREACHABLE} when the
   * DNS resolver did not answer and the handle's own host names none.
   */
  public Did resolve(Handle handle, CancelSignal signal) throws StreamingException {
    DnsAnswer answer = askDns(handle, signal);
    if (answer.did() != null) {
      return answer.did();
    }
    Did did = byWellKnown(handle, signal);
    if (did == null && answer.failure() != null) {
      throw answer.failure();
    }
    return did;
  }

  private record DnsAnswer(Did did, StreamingException failure) {}

  private DnsAnswer askDns(Handle handle, CancelSignal signal) throws StreamingException {
    try {
      return new DnsAnswer(byDns(handle, signal), null);
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.HANDLE_MISMATCH || e.code() == ErrorCode.CANCELLED) {
        throw e;
      }
      return new DnsAnswer(null, e);
    }
  }

  private Did byDns(Handle handle, CancelSignal signal) throws StreamingException {
    ErrorContext context = ErrorContext.of("resolve handle by DNS").about(handle.toString());
    Query url = new Query(dnsUrl).with("name", "_atproto." + handle).with("type", "TXT");
    HttpResponse response =
        http.get(HttpRequest.get(url.toString()).withHeader("accept", "application/dns-json"), signal);
    Json answer = Json.parse(http.okText(response, MAX_BYTES, context), context);
    Did found = null;
    for (Json record : answer.objects("Answer")) {
      Did did = record.count("type").orElse(0) == TXT ? didIn(unquoted(record.textOr("data", ""))) : null;
      if (did != null && found != null && !did.equals(found)) {
        throw new StreamingException(ErrorCode.HANDLE_MISMATCH, context, "DNS names two accounts");
      }
      found = did == null ? found : did;
    }
    return found;
  }

  /** TXT data comes quoted, long ones in several quoted pieces. */
  private static String unquoted(String data) {
    if (!data.startsWith("\"")) {
      return data;
    }
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '"') {
        inside = !inside;
      } else if (inside) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static Did didIn(String text) {
    return text.startsWith("did=") ? didOrNull(text.substring(4).trim()) : null;
  }

  private static Did didOrNull(String text) {
    return Did.isKnown(text) ? new Did(text) : null;
  }

  /** Many hosts answer without CORS headers, which a page cannot read: then this is simply no answer. */
  private Did byWellKnown(Handle handle, CancelSignal signal) throws StreamingException {
    try {
      HttpResponse response =
          http.getOnce(HttpRequest.get("https://" + handle + "/.well-known/atproto-did"), signal);
      ErrorContext context = ErrorContext.of("resolve handle by its host").about(handle.toString());
      String text = http.okText(response, MAX_BYTES, context).trim();
      int lineEnd = text.indexOf('\n');
      return didOrNull(lineEnd < 0 ? text : text.substring(0, lineEnd).trim());
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.CANCELLED) {
        throw e;
      }
      return null;
    }
  }
}
