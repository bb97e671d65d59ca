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

  /** The identifier whose number is {@code count} lower than that of the valid {@code tid}, or the lowest there is. */
  static String earlier(String tid, long count) {
    long number = 0;
    for (int i = 0; i < LENGTH; i++) {
      number = number << 5 | ALPHABET.indexOf(tid.charAt(i));
    }
    // 64 bits, all of them digits: a number below zero is one of the highest.
    long rest = number >= 0 && number < count ? 0 : number - count;
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new String(text);
  }
}
