package portage.atproto;

/** The permanent name of an account (specs/did). */
public record Did(String text) {
  private static final int MAX_CHARS = 2048;
  private static final String PLC = "did:plc:";
  private static final int PLC_CHARS = 24;
  private static final String WEB = "did:web:";
  private static final String PORT = "%3A";

  /** {@code IllegalArgumentException} unless {@link #isValid}. */
  public Did {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a DID");
    }
  }

  /** True for the syntax that all methods share; which of them atproto resolves is {@link #isPlc} and {@link #isWeb}. */
  public static boolean isValid(String text) {
    int methodEnd = text.indexOf(':', 4);
    if (!text.startsWith("did:") || methodEnd < 5 || methodEnd == text.length() - 1 || text.length() > MAX_CHARS) {
      return false;
    }
    for (int i = 4; i < methodEnd; i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    for (int i = methodEnd + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean anywhere = isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
      if (!anywhere && ((c != ':' && c != '%') || i == text.length() - 1)) {
        return false;
      }
    }
    return true;
  }

  /** True for a DID of one of the two methods that atproto has. */
  public static boolean isKnown(String text) {
    if (!isValid(text)) {
      return false;
    }
    Did did = new Did(text);
    return did.isPlc() || did.isWeb();
  }

  /** True for {@code did:plc:} and 24 characters of base32. */
  public boolean isPlc() {
    if (!text.startsWith(PLC) || text.length() != PLC.length() + PLC_CHARS) {
      return false;
    }
    for (int i = PLC.length(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '2' && c <= '7')) {
        return false;
      }
    }
    return true;
  }

  /** True for {@code did:web:} and a bare host name, the only kind atproto has; a port only with {@code localhost}. */
  public boolean isWeb() {
    if (!text.startsWith(WEB)) {
      return false;
    }
    String host = text.substring(WEB.length());
    return Handle.isValid(host) || isLocalhost(host);
  }

  /** The host that serves the DID document, with its port if it has one; {@code IllegalStateException} unless {@link #isWeb}. */
  public String webHost() {
    if (!isWeb()) {
      throw new IllegalStateException("not a did:web");
    }
    String host = text.substring(WEB.length());
    int port = host.indexOf(PORT);
    return port < 0 ? host : host.substring(0, port) + ":" + host.substring(port + PORT.length());
  }

  private static boolean isLocalhost(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    String prefix = "localhost" + PORT;
    if (!host.startsWith(prefix) || host.length() == prefix.length() || host.length() > prefix.length() + 5) {
      return false;
    }
    for (int i = prefix.length(); i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  @Override
  public String toString() {
    return text;
  }
}
