package portage.page;

/** Numbers as people read them. */
final class Numbers {
  private static final long KILO = 1000;

  private Numbers() {}

  /** 1234567 as "1,234,567". */
  static String count(long number) {
    String digits = String.valueOf(number);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0 && digits.charAt(i - 1) != '-') {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** A size with one digit after the point, in the units that stores and servers print (1 MB = 1,000,000 bytes). */
  static String bytes(long bytes) {
    if (bytes < KILO) {
      return Text.BYTES.with(count(bytes));
    }
    if (bytes < KILO * KILO) {
      return Text.KILOBYTES.with(tenths(bytes, KILO));
    }
    if (bytes < KILO * KILO * KILO) {
      return Text.MEGABYTES.with(tenths(bytes, KILO * KILO));
    }
    return Text.GIGABYTES.with(tenths(bytes, KILO * KILO * KILO));
  }

  /** A length of time: the shorter, the more exact. */
  static String time(long millis) {
    if (millis < 10_000) {
      return Text.SECONDS.with(tenths(millis, 1000));
    }
    long seconds = millis / 1000;
    return seconds < 60
        ? Text.SECONDS.with(count(seconds))
        : Text.MINUTES.with(count(seconds / 60), count(seconds % 60));
  }

  /** What was typed as a number, or -1 when it is none from {@code least} to {@code most}. */
  static int typed(String text, int least, int most) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9' || number > most) {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number < least || number > most ? -1 : number;
  }

  private static String tenths(long bytes, long unit) {
    long tenths = bytes / (unit / 10);
    return count(tenths / 10) + "." + tenths % 10;
  }
}
