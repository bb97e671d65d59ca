package portage.browser;

/** Which names an item may have; the same for every backend, so that one can stand in for another. */
final class StorageNames {
  private static final int MAX_CHARS = 200;
  /** Ends the names of files that nobody finished. */
  static final String PART = ".part";
  /** Ends the names of files that hold several items. */
  static final String BUNDLE = ".bundle";

  private StorageNames() {}

  /** {@code IllegalArgumentException} for a name that is not 1 to 200 of {@code [a-z0-9._-]} or has an end of ours. */
  static String checked(String name) {
    boolean good = !name.isEmpty() && name.length() <= MAX_CHARS && !name.endsWith(PART) && !name.endsWith(BUNDLE);
    boolean onlyDots = true;
    for (int i = 0; good && i < name.length(); i++) {
      char c = name.charAt(i);
      good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
      onlyDots &= c == '.';
    }
    if (!good || onlyDots) {
      throw new IllegalArgumentException("storage name " + name);
    }
    return name;
  }
}
