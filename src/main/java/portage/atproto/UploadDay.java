package portage.atproto;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;

/**
 * Uploads to one server, as its limit of a day counts them: a window begins with the first upload after the last one ended,
 * and takes 24 hours (@atproto/xrpc-server 0.10.21 and 0.13.2).
 *
 * @param begunAtMillis when the first was made, in milliseconds since 1970 by this computer's clock
 * @param count in this window
 * @param limit that the server named for a window, 0 when it has not
 */
public record UploadDay(long begunAtMillis, long count, long limit) {
  /** Nothing was uploaded. */
  public static final UploadDay NONE = new UploadDay(0, 0, 0);

  /** What the reference server takes from one address in a day, where limits are switched on. */
  public static final long USUAL_LIMIT = 1000;

  public static final long LENGTH_MILLIS = 24 * 3_600_000L;

  /** Servers round what they say to seconds, and answers take their time. */
  private static final long SAME_WINDOW_MILLIS = 5 * 60_000;

  /** The window that {@code nowMillis} falls into. */
  public UploadDay at(long nowMillis) {
    boolean isOver = nowMillis >= endsAtMillis() || nowMillis < begunAtMillis - LENGTH_MILLIS;
    return count > 0 && isOver ? new UploadDay(0, 0, limit) : this;
  }

  public long endsAtMillis() {
    return begunAtMillis + LENGTH_MILLIS;
  }

  /** With {@code uploads} more. */
  public UploadDay plus(long uploads, long nowMillis) {
    UploadDay now = at(nowMillis);
    return new UploadDay(now.count == 0 ? nowMillis : now.begunAtMillis, now.count + uploads, limit);
  }

  /**
   * As the server itself counts: others may upload from the same address. What it said of this window before it said more
   * may arrive late.
   */
  public UploadDay told(RateLimit daily, long nowMillis) {
    long begun = nowMillis + daily.resetInMillis() - LENGTH_MILLIS;
    long told = daily.limit() - daily.remaining();
    boolean isSameWindow = limit > 0 && Math.abs(begun - begunAtMillis) <= SAME_WINDOW_MILLIS;
    return new UploadDay(begun, isSameWindow ? Math.max(count, told) : told, daily.limit());
  }

  /** How many more are taken in this window, if the server has the usual limit or the one that it named. */
  public long left() {
    return Math.max(0, (limit > 0 ? limit : USUAL_LIMIT) - count);
  }

  /** On how many days {@code uploads} are made, if the server has such a limit; at least 1. */
  public long daysFor(long uploads) {
    long aDay = limit > 0 ? limit : USUAL_LIMIT;
    long later = Math.max(0, uploads - left());
    return 1 + (later + aDay - 1) / aDay;
  }

  /** One line: {@code {"begunAt":1800000000000,"count":640,"limit":1000}}. */
  public String toText() {
    return new JsonObject().add("begunAt", begunAtMillis).add("count", count).add("limit", limit).toString();
  }

  /** Reads what {@link #toText} wrote; {@link #NONE} for anything else. */
  public static UploadDay of(String text) {
    try {
      JsonObject json = Json.parse(text).asObject();
      return new UploadDay(number(json, "begunAt"), number(json, "count"), number(json, "limit"));
    } catch (ParseException | UnsupportedOperationException | NumberFormatException e) {
      return NONE;
    }
  }

  private static long number(JsonObject json, String name) {
    JsonValue value = json.get(name);
    return value == null ? 0 : Math.max(0, value.asLong());
  }
}
