package portage.page;

/** Numbers as people read them. */
final class Numbers {
  private static final long KILO = 1000;
  private static final long SECONDS_A_DAY = 86_400;
  private static final long DAYS_IN_400_YEARS = 146_097;
  /** From 1 March of the year 0. */
  private static final long DAYS_FROM_YEAR_0_TO_1970 = 719_468;

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
      return Text.BYTES.counting(bytes);
    }
    if (bytes < KILO * KILO) {
      return Text.KILOBYTES.with(tenths(bytes, KILO));
    }
    if (bytes < KILO * KILO * KILO) {
      return Text.MEGABYTES.with(tenths(bytes, KILO * KILO));
    }
    return Text.GIGABYTES.with(tenths(bytes, KILO * KILO * KILO));
  }

  /** A moment as "2026-11-26T12:05:09Z"; {@code millis} since 1970, not before. */
  static String utc(long millis) {
    long seconds = Math.floorDiv(millis, 1000);
    long day = Math.floorDiv(seconds, SECONDS_A_DAY);
    long second = seconds - day * SECONDS_A_DAY;
    // Years that begin in March have their leap day at the end; 400 of them always have the same number of days.
    long sinceMarch = day + DAYS_FROM_YEAR_0_TO_1970;
    long era = Math.floorDiv(sinceMarch, DAYS_IN_400_YEARS);
    long dayOfEra = sinceMarch - era * DAYS_IN_400_YEARS;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long month = (5 * dayOfYear + 2) / 153;
    long dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1;
    long year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
    return year + "-" + two(month < 10 ? month + 3 : month - 9) + "-" + two(dayOfMonth) + "T" + two(second / 3600) + ":"
        + two(second / 60 % 60) + ":" + two(second % 60) + "Z";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : String.valueOf(number);
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
