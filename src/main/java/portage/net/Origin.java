package portage.net;

/**
 * A server's address: scheme, host and port, nothing else. Only https, except for this computer itself (loopback), which
 * browsers treat as secure and which a local test network needs.
 */
public final class Origin {
  /** Whether servers on this computer may be used; only a page that itself came from there may. */
  public enum Loopback { ALLOWED, REFUSED }

  private static final int MAX_HOST_CHARS = 253;

  private final String scheme;
  private final String host;
  private final int port;

  private Origin(String scheme, String host, int port) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
  }

  /**
   * Reads an address as a person types it or as a DID document gives it: scheme optional, one trailing slash allowed; no
   * path, query, user name or fragment.
   *
   * @return null when {@code text} is not such an address or not one that may be used
   */
  public static Origin parse(String text, Loopback loopback) {
    String rest = text.trim().toLowerCase();
    String scheme = null;
    if (rest.startsWith("https://")) {
      scheme = "https";
      rest = rest.substring(8);
    } else if (rest.startsWith("http://")) {
      scheme = "http";
      rest = rest.substring(7);
    }
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    int port = -1;
    int colon = rest.lastIndexOf(':');
    if (colon >= 0) {
      port = parsePort(rest.substring(colon + 1));
      if (port < 0) {
        return null;
      }
      rest = rest.substring(0, colon);
    }
    if (!isHost(rest)) {
      return null;
    }
    boolean isLoopback = isLoopbackHost(rest);
    if (isLoopback && loopback == Loopback.REFUSED) {
      return null;
    }
    if (scheme == null) {
      scheme = isLoopback ? "http" : "https";
    }
    if (scheme.equals("http") && !isLoopback) {
      return null;
    }
    if (port == (scheme.equals("https") ? 443 : 80)) {
      port = -1;
    }
    return new Origin(scheme, rest, port);
  }

  private static int parsePort(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      port = port * 10 + (c - '0');
    }
    return port >= 1 && port <= 65535 ? port : -1;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST_CHARS) {
      return false;
    }
    if (!host.equals("localhost") && host.indexOf('.') < 0) {
      return false;
    }
    int topLabelStart = host.lastIndexOf('.') + 1;
    if (topLabelStart < host.length() && isDigit(host.charAt(topLabelStart)) && !host.equals("127.0.0.1")) {
      // No top-level name begins with a digit. Browsers read any host that ends in a number as an IPv4 address (WHATWG URL,
      // "ends in a number checker"), some of which are this computer or its network by another name.
      return false;
    }
    int labelStart = 0;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (c == '.') {
        if (i == labelStart || i - labelStart > 63 || host.charAt(labelStart) == '-' || host.charAt(i - 1) == '-') {
          return false;
        }
        labelStart = i + 1;
      } else if (!((c >= 'a' && c <= 'z') || isDigit(c) || c == '-')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** True for names and addresses that always mean this computer. */
  public static boolean isLoopbackHost(String host) {
    return host.equals("localhost") || host.endsWith(".localhost") || host.equals("127.0.0.1");
  }

  /** The host alone. */
  public String hostName() {
    return host;
  }

  /** Host, and the port where it is not the scheme's own: what is shown to people and put into errors. */
  public String host() {
    return port < 0 ? host : host + ":" + port;
  }

  /** The address, without a slash at the end. */
  @Override
  public String toString() {
    return scheme + "://" + host();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Origin o && o.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
