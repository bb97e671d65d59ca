package portage.repo;

/** Names of lexicons, and so of collections (specs/nsid). */
public final class Nsid {
  private static final int MAX_CHARS = 317;
  private static final int MAX_LABEL_CHARS = 63;

  private Nsid() {}

  /** True for a reversed domain name of two or more labels and a name of letters and digits. */
  public static boolean isValid(String text) {
    if (text.length() > MAX_CHARS) {
      return false;
    }
    int labels = 0;
    int start = 0;
    int nameAt = text.lastIndexOf('.') + 1;
    while (start < nameAt) {
      int end = text.indexOf('.', start);
      if (!isLabel(text, start, end) || (labels == 0 && isDigit(text.charAt(0)))) {
        return false;
      }
      labels++;
      start = end + 1;
    }
    return labels >= 2 && isName(text, nameAt);
  }

  private static boolean isLabel(String text, int start, int end) {
    if (end - start < 1 || end - start > MAX_LABEL_CHARS) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && (c != '-' || i == start || i == end - 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text, int start) {
    int length = text.length() - start;
    if (length < 1 || length > MAX_LABEL_CHARS || !isLetter(text.charAt(start))) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (!isLetter(text.charAt(i)) && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
