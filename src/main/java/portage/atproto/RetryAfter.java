package portage.atproto;

import portage.net.HttpResponse;

/** When a server wants to be asked again, from the headers a page may read. */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * Milliseconds to wait, or -1 when the server does not say or hides it. {@code Retry-After} in seconds (the date form is
   * not used by PDSs), else {@code RateLimit-Reset} in Unix seconds, rounded down by the reference server.
   *
   * <p>A time that this computer's clock puts in the past, or further away than the limit's whole window, says that the two
   * clocks disagree: then it is unknown, or the window's length at most.
   */
  static long millis(HttpResponse response, long nowMillis) {
    long named = secondsMillis(response);
    return named >= 0 ? named : resetMillis(response, nowMillis);
  }

  /** The same by {@code Retry-After} alone, which needs no clock. */
  static long secondsMillis(HttpResponse response) {
    long seconds = number(response.header("retry-after"));
    return seconds < 0 ? -1 : seconds * 1000;
  }

  /** The same by {@code RateLimit-Reset} alone. */
  static long resetMillis(HttpResponse response, long nowMillis) {
    long reset = number(response.header("ratelimit-reset"));
    long millis = (reset + 1) * 1000 - nowMillis;
    if (reset < 0 || millis <= 0) {
      return -1;
    }
    long window = windowMillis(response.header("ratelimit-policy"));
    return window > 0 ? Math.min(millis, window) : millis;
  }

  /** {@code w} of a policy such as {@code 1000;w=86400}, or -1. */
  static long windowMillis(String policyOrNull) {
    int at = policyOrNull == null ? -1 : policyOrNull.indexOf(";w=");
    if (at < 0) {
      return -1;
    }
    int end = at + 3;
    while (end < policyOrNull.length() && policyOrNull.charAt(end) >= '0' && policyOrNull.charAt(end) <= '9') {
      end++;
    }
    long seconds = number(policyOrNull.substring(at + 3, end));
    return seconds < 0 ? -1 : seconds * 1000;
  }

  /** The number, or -1. */
  static long number(String text) {
    if (text == null || text.isEmpty() || text.length() > 12) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
