package portage.page;

import portage.net.Clock;

/** Times of day as the clock on the person's wall shows them. */
final class DayTime {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long MINUTES_A_DAY = 24 * 60;

  private DayTime() {}

  /** "at 09:40" for a time of today, "tomorrow at 09:40", "in 3 days at 09:40"; rounded up to the minute. */
  static String of(long atMillis, Clock clock) {
    long minutes = minutes(atMillis + MINUTE_MILLIS - 1, clock);
    long days = minutes / MINUTES_A_DAY - minutes(clock.millis(), clock) / MINUTES_A_DAY;
    long ofDay = minutes % MINUTES_A_DAY;
    String time = twoDigits(ofDay / 60) + ":" + twoDigits(ofDay % 60);
    if (days == 0) {
      return Text.TIME_TODAY.with(time);
    }
    return days == 1 ? Text.TIME_TOMORROW.with(time) : Text.TIME_LATER.with(time, Numbers.count(days));
  }

  /** Minutes since the beginning of 1970 on this wall. */
  private static long minutes(long millis, Clock clock) {
    return millis / MINUTE_MILLIS + clock.minutesAheadOfUtc(millis);
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }
}
