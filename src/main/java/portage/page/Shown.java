package portage.page;

/**
 * A text that somebody else wrote, as it may stand among ours: no longer than anybody reads, and without characters that show
 * nothing or turn the text around them about (Unicode Standard Annex 9, "Directional Formatting Characters").
 */
final class Shown {
  static final int MAX_CHARS = 600;

  private static final char INSTEAD = '\ufffd';

  private Shown() {}

  /** The text itself where there is nothing to mend. */
  static String of(String text) {
    int length = Math.min(text.length(), MAX_CHARS);
    boolean cut = length < text.length();
    if (cut && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    StringBuilder shown = new StringBuilder(length + 1);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\t') {
        shown.append(' ');
      } else if (isInvisible(c) || isHalf(text, i)) {
        shown.append(INSTEAD);
      } else {
        shown.append(c);
      }
    }
    if (cut) {
      shown.append('\u2026');
    }
    return shown.toString();
  }

  private static boolean isInvisible(char c) {
    return c < ' '
        || c >= 0x7f && c < 0xa0
        || c == 0xad
        || c == 0x61c
        || c >= 0x200b && c <= 0x200f
        || c >= 0x2028 && c <= 0x202e
        || c >= 0x2060 && c <= 0x206f
        || c == 0xfeff;
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
