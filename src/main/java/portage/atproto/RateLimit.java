package portage.atproto;

import portage.net.HttpResponse;

/**
 * What a server says about its limits on requests, as far as a page may read it. The reference server tells of the
 * tightest of the limits that apply to the call.
 *
 * @param limit requests in one window
 * @param remaining of them
 * @param windowMillis length of the window
 * @param resetInMillis until the whole limit is there again
 */
public record RateLimit(long limit, long remaining, long windowMillis, long resetInMillis) {
  private static final long LEAST_DAILY_MILLIS = 12 * 3_600_000L;

  /** Null when the server does not say all of it, hides it, or its clock and this one disagree. */
  static RateLimit of(HttpResponse response, long nowMillis) {
    long limit = RetryAfter.number(response.header("ratelimit-limit"));
    long remaining = RetryAfter.number(response.header("ratelimit-remaining"));
    long window = RetryAfter.windowMillis(response.header("ratelimit-policy"));
    long reset = RetryAfter.resetMillis(response, nowMillis);
    boolean isWhole = limit > 0 && remaining >= 0 && remaining <= limit && window > 0 && reset >= 0;
    return isWhole ? new RateLimit(limit, remaining, window, Math.min(reset, window)) : null;
  }

  /** True for a limit that is counted over a day, or about one. */
  public boolean isDaily() {
    return windowMillis >= LEAST_DAILY_MILLIS;
  }
}
