package portage.page;

/**
 * Which addresses the page may link to. Part of a link may come from a server that means no good, so only what is
 * plainly harmless passes: https with a host, or http to this very machine (a sandbox).
 */
public final class SafeLink {
  private static final String HTTPS = "https://";
  private static final String HTTP = "http://";

  private SafeLink() {}

  public static boolean allows(String href) {
    for (int i = 0; i < href.length(); i++) {
      char c = href.charAt(i);
      // Browsers drop tabs and line feeds and read "\" as "/": the host would not be the one that was checked.
      if (c <= ' ' || c >= 0x7f || c == '\\') return false;
    }
    if (href.startsWith(HTTPS)) {
      String authority = authority(href, HTTPS.length());
      return !authority.isEmpty() && authority.charAt(0) != ':' && authority.indexOf('@') < 0;
    }
    return href.startsWith(HTTP) && isThisMachine(authority(href, HTTP.length()));
  }

  private static String authority(String href, int start) {
    int end = start;
    while (end < href.length() && "/?#".indexOf(href.charAt(end)) < 0) end++;
    return href.substring(start, end);
  }

  private static boolean isThisMachine(String authority) {
    return isHostOf(authority, "localhost") || isHostOf(authority, "127.0.0.1") || isHostOf(authority, "[::1]");
  }

  private static boolean isHostOf(String authority, String host) {
    if (!authority.startsWith(host)) return false;
    if (authority.length() == host.length()) return true;
    if (authority.charAt(host.length()) != ':') return false;
    for (int i = host.length() + 1; i < authority.length(); i++) {
      if (authority.charAt(i) < '0' || authority.charAt(i) > '9') return false;
    }
    return true;
  }
}
