package portage.atproto;

import portage.net.HttpResponse;

/** When a server wants to be asked again, from the headers a page may read. */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * Milliseconds to wait, or -1 when the server does not say or hides it. {@code Retry-After} in seconds (the date form is
   * not used by PDSs), else {@code RateLimit-Reset} in Unix seconds.
   */
  static long millis(HttpResponse response, long nowMillis) {
    long seconds = number(response.header("retry-after"));
    if (seconds >= 0) {
      return seconds * 1000;
    }
    long reset = number(response.header("ratelimit-reset"));
    return reset < 0 ? -1 : Math.max(0, reset * 1000 - nowMillis);
  }

  private static long number(String text) {
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
