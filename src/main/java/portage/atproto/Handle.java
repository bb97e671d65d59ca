package portage.atproto;

/** The changeable name of an account, a host name in lower case (specs/handle). */
public record Handle(String text) {
  private static final int MAX_CHARS = 253;
  private static final int MAX_LABEL_CHARS = 63;
  private static final String[] NEVER_RESOLVED = {
    "alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion",
  };

  /** Takes either case, keeps lower case. {@code IllegalArgumentException} unless {@link #isValid}. */
  public Handle {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a handle");
    }
    text = lowerCase(text);
  }

  /** True for two or more labels of letters, digits and inner hyphens, the last not beginning with a digit. */
  public static boolean isValid(String text) {
    int length = text.length();
    if (length > MAX_CHARS) {
      return false;
    }
    int labels = 0;
    int start = 0;
    while (start <= length) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? length : dot;
      if (!isLabel(text, start, end)) {
        return false;
      }
      if (dot < 0) {
        return labels >= 1 && !isDigit(text.charAt(start));
      }
      labels++;
      start = end + 1;
    }
    return false;
  }

  private static boolean isLabel(String text, int start, int end) {
    if (end - start < 1 || end - start > MAX_LABEL_CHARS) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!isLetter && !isDigit(c) && (c != '-' || i == start || i == end - 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** By hand: the locale of the machine has no say in it. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  /** True when the public internet could resolve it: not under a reserved top-level domain, {@code test} among them. */
  public boolean isResolvable() {
    return isResolvableInDevelopment() && !topLevelDomain().equals("test");
  }

  /** The same, with {@code .test} allowed, as servers in development do. */
  public boolean isResolvableInDevelopment() {
    for (String reserved : NEVER_RESOLVED) {
      if (topLevelDomain().equals(reserved)) {
        return false;
      }
    }
    return true;
  }

  private String topLevelDomain() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
