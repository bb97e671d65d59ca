package portage.repo;

/** Timestamp identifiers: the {@code rev} of a commit, and most record keys (specs/tid). They sort by time as text. */
public final class Tid {
  private static final int LENGTH = 13;
  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";

  private Tid() {}

  /** True for 13 characters of base32-sortable whose highest bit is 0. */
  public static boolean isValid(String text) {
    if (text.length() != LENGTH || ALPHABET.indexOf(text.charAt(0)) >= 16) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
