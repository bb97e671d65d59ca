package portage.repo;

/** Where a record lies in its repo: {@code <collection>/<record key>}. */
public final class RecordPath {
  private static final int MAX_CHARS = 1024;

  private RecordPath() {}

  /**
   * True for a path that servers keep: at most 1024 characters, exactly one slash with something of
   * {@code [A-Za-z0-9._~:-]} on both sides (atproto, {@code repo/src/mst/util.ts}). Whether the parts are an NSID and a
   * record key is not asked, because servers do not ask either, and such a record would be lost.
   */
  public static boolean isValid(String path) {
    int length = path.length();
    int slash = -1;
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (c == '/' && slash < 0) {
        slash = i;
      } else if (!isAllowed(c)) {
        return false;
      }
    }
    return length <= MAX_CHARS && slash > 0 && slash < length - 1;
  }

  /** The part before the slash of a valid path. */
  public static String collection(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  /** The part after the slash of a valid path. */
  public static String recordKey(String path) {
    return path.substring(path.indexOf('/') + 1);
  }

  static boolean isAllowed(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
        || c == '.' || c == '-' || c == '_' || c == ':' || c == '~';
  }
}
