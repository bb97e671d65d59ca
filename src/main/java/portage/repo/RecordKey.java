package portage.repo;

/** The name of a record in its collection (specs/record-key). */
public final class RecordKey {
  private static final int MAX_CHARS = 512;

  private RecordKey() {}

  /** True for 1 to 512 of {@code [A-Za-z0-9._~:-]}, other than {@code .} and {@code ..}. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS || text.equals(".") || text.equals("..")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!RecordPath.isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
