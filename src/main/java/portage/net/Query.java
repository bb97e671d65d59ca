package portage.net;

import portage.ipld.Utf8;

/** Builds a URL with query parameters, percent-encoded as RFC 3986 wants. */
public final class Query {
  private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder url;
  private boolean first = true;

  public Query(String base) {
    url = new StringBuilder(base);
  }

  /** Adds a parameter; one whose value is null is left out. */
  public Query with(String name, String value) {
    if (value != null) {
      url.append(first ? '?' : '&').append(name).append('=');
      encode(value);
      first = false;
    }
    return this;
  }

  private void encode(String value) {
    for (byte b : Utf8.encodeAnything(value)) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        url.append(c);
      } else {
        url.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
