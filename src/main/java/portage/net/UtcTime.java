package portage.net;

/** Times of the form {@code 2023-04-26T06:19:25.508Z} (RFC 3339 in UTC), and milliseconds since 1970. */
public final class UtcTime {
  private static final int WITHOUT_FRACTION = 20;
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

  private UtcTime() {}

  /** {@code millis} is of a year from 0 on. */
  public static String text(long millis) {
    long days = Math.floorDiv(millis, DAY_MILLIS);
    long ofDay = Math.floorMod(millis, DAY_MILLIS);
    // From 1 March of year 0 on, so that the leap day is the last of its year.
    long sinceMarch = days + 719468;
    long year = Math.floorDiv(sinceMarch * 400, 146097L);
    // By the average length of a year, which may be a day beside it.
    if (daysBefore(year + 1) <= sinceMarch) {
      year++;
    }
    long dayOfYear = sinceMarch - daysBefore(year);
    long monthsSinceMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * monthsSinceMarch + 2) / 5 + 1;
    long month = monthsSinceMarch < 10 ? monthsSinceMarch + 3 : monthsSinceMarch - 9;
    return padded(month <= 2 ? year + 1 : year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
        + padded(ofDay / 3_600_000, 2) + ":" + padded(ofDay / 60_000 % 60, 2) + ":" + padded(ofDay / 1000 % 60, 2) + "."
        + padded(ofDay % 1000, 3) + "Z";
  }

  private static String padded(long number, int digits) {
    StringBuilder text = new StringBuilder(String.valueOf(number));
    while (text.length() < digits) {
      text.insert(0, '0');
    }
    return text.toString();
  }

  /** Days from 1 March of year 0 to 1 March of {@code year}, which may be the one before. */
  private static long daysBefore(long year) {
    return 365 * year + Math.floorDiv(year, 4L) - Math.floorDiv(year, 100L) + Math.floorDiv(year, 400L);
  }

  /** {@code IllegalArgumentException} for another form; what goes beyond a millisecond is left out. */
  public static long millis(String text) {
    int length = text.length();
    boolean isForm = length >= WITHOUT_FRACTION && text.charAt(4) == '-' && text.charAt(7) == '-'
        && text.charAt(10) == 'T' && text.charAt(13) == ':' && text.charAt(16) == ':' && text.charAt(length - 1) == 'Z'
        && (length == WITHOUT_FRACTION || (text.charAt(19) == '.' && length > 21));
    int year = isForm ? digits(text, 0, 4) : -1;
    int month = isForm ? digits(text, 5, 7) : -1;
    int day = isForm ? digits(text, 8, 10) : -1;
    int hour = isForm ? digits(text, 11, 13) : -1;
    int minute = isForm ? digits(text, 14, 16) : -1;
    int second = isForm ? digits(text, 17, 19) : -1;
    int fraction = isForm && length > WITHOUT_FRACTION ? digits(text, 20, length - 1) : 0;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59
        || second < 0 || second > 60 || fraction < 0) {
      throw new IllegalArgumentException("a time in another form");
    }
    String milliDigits =
        length > WITHOUT_FRACTION ? (text.substring(20, length - 1) + "00").substring(0, 3) : "000";
    long seconds = daysSince1970(year, month, day) * 86400L + hour * 3600 + minute * 60 + second;
    return seconds * 1000 + digits(milliDigits, 0, 3);
  }

  private static long daysSince1970(int year, int month, int day) {
    int monthsSinceMarch = (month + 9) % 12;
    return daysBefore(month > 2 ? year : year - 1) + (153 * monthsSinceMarch + 2) / 5 + day - 1 - 719468;
  }

  /** The number there, or -1 when it is none; a fraction may be longer than an int, so only its first 9 digits count. */
  private static int digits(String text, int from, int end) {
    int number = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = i - from < 9 ? number * 10 + digit : number;
    }
    return number;
  }
}
