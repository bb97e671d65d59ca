package portage.page;

import portage.atproto.Did;

/**
 * Whose backup a file on the {@link Shelf} is, told by its name alone, so that no note about it can go astray.
 *
 * <pre>
 * did_3aplc_3aewvi7nxzyoun6zhxrhs64oiz__ana.example.zip
 * </pre>
 *
 * <p>Letters in lower case, digits, dots and dashes stand for themselves, every other character is an underscore and two
 * hexadecimal digits. Behind two underscores stands the handle, if there is one and room for it.
 */
record ShelfName(String did, String handleOrNull) {
  private static final String BETWEEN = "__";
  private static final String END = ".zip";
  private static final int MOST_CHARS = 200;

  String fileName() {
    String plain = encoded(did) + END;
    String named = handleOrNull == null ? plain : encoded(did) + BETWEEN + encoded(handleOrNull) + END;
    return named.length() > MOST_CHARS ? plain : named;
  }

  /** What the person calls the account. */
  String account() {
    return handleOrNull == null ? did : handleOrNull;
  }

  /** Null for a file that is no backup of ours. */
  static ShelfName ofOrNull(String fileName) {
    if (!fileName.endsWith(END)) {
      return null;
    }
    String whole = fileName.substring(0, fileName.length() - END.length());
    int between = whole.indexOf(BETWEEN);
    String did = decodedOrNull(between < 0 ? whole : whole.substring(0, between));
    String handle = between < 0 ? null : decodedOrNull(whole.substring(between + BETWEEN.length()));
    return did == null || !Did.isValid(did) ? null : new ShelfName(did, handle);
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
        encoded.append(c);
      } else {
        encoded.append('_').append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
      }
    }
    return encoded.toString();
  }

  private static String decodedOrNull(String encoded) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '_') {
        text.append(c);
        continue;
      }
      int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
      int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      text.append((char) (high << 4 | low));
      i += 2;
    }
    return text.toString();
  }
}
