package portage.atproto;

import portage.error.StreamingException;
import portage.net.Clock;

/**
 * How many uploads one server takes in a day: counts them, and holds uploads back from when the server says that it takes
 * no more until it does again. From a server that says nothing of the kind nothing is held back, whatever the count.
 *
 * <p>The time when it goes on is the server's own where a page may read it; else the end of the window that was counted
 * here, and meanwhile one upload is tried now and then. Whoever tries, tries alone.
 */
public final class UploadQuota {
  /** Who says when uploads go on. */
  public enum Word {
    SERVER,
    /** The end of the window that was counted here: others may have begun another at the same address. */
    OWN_COUNT,
    NOBODY
  }

  /**
   * How it stands.
   *
   * @param day what was uploaded
   * @param isHeldBack whether uploads wait
   * @param untilMillis when they are expected to go on, in milliseconds since 1970, unless {@code word} is nobody's
   * @param nextTryMillis when one is tried
   */
  public record Stand(UploadDay day, boolean isHeldBack, Word word, long untilMillis, long nextTryMillis) {
    public static final Stand NOTHING = new Stand(UploadDay.NONE, false, Word.NOBODY, 0, 0);
  }

  /** Shorter delays belong to other limits, and are waited for by whoever sent the request. */
  private static final long SHORT_MILLIS = 15 * 60_000;
  /** So close to the usual limit, a refusal is about it. */
  private static final long CLOSE_TO_USUAL = UploadDay.USUAL_LIMIT * 9 / 10;
  /** The reference server's limit on all requests together is over after 5 minutes. */
  private static final long[] UNTIL_NEXT_TRY_MILLIS = {60_000, 5 * 60_000, 15 * 60_000};

  private final UploadCount count;
  private final Clock clock;
  private boolean isHeldBack;
  private Word word = Word.NOBODY;
  private long untilMillis;
  private long nextTryMillis;
  private boolean isTrying;
  private int tries;

  UploadQuota(String host, UploadLedger ledger, Clock clock) {
    this.count = new UploadCount(host, ledger, clock);
    this.clock = clock;
  }

  /** What was uploaded in the present window, also before this page was opened; may wait for the disk. */
  public UploadDay today() {
    return count.today();
  }

  /** Does not wait. */
  public Stand stand() {
    UploadDay day = count.shown();
    synchronized (this) {
      return new Stand(day, isHeldBack, word, untilMillis, nextTryMillis);
    }
  }

  /** True while the server takes no uploads. */
  public synchronized boolean isHeldBack() {
    return isHeldBack;
  }

  /** True when an upload may be begun; each time needs its {@link #leave()}. */
  public synchronized boolean tryEnter() {
    if (!isHeldBack) {
      return true;
    }
    if (isTrying || clock.millis() < nextTryMillis) {
      return false;
    }
    isTrying = true;
    return true;
  }

  /** The upload is over, whatever became of it. */
  public synchronized void leave() {
    isTrying = false;
  }

  /** Forgets what was counted. */
  public void forget() throws StreamingException {
    count.forget();
  }

  /** The server has taken an upload, or refused it for what it was. */
  void answered(RateLimit limitOrNull) {
    if (isDaily(limitOrNull)) {
      count.told(limitOrNull);
    } else {
      count.add();
    }
    synchronized (this) {
      // One that was on its way when another was refused does not say that there are more.
      isHeldBack &= !isTrying;
      tries = isHeldBack ? tries : 0;
      if (isDaily(limitOrNull) && limitOrNull.remaining() == 0) {
        holdBack(limitOrNull.resetInMillis());
      }
    }
  }

  /**
   * The server has refused an upload because there were too many requests.
   *
   * @param delayMillis that it named, -1 when it did not
   */
  void refused(RateLimit limitOrNull, long delayMillis) {
    if (isDaily(limitOrNull)) {
      count.told(limitOrNull);
    }
    UploadDay day = count.today();
    synchronized (this) {
      // Those that were on their way when the first was refused say nothing new.
      boolean isNews = isHeldBack ? isTrying : day.count() >= CLOSE_TO_USUAL;
      if (delayMillis > SHORT_MILLIS || delayMillis >= 0 && (isDaily(limitOrNull) || isHeldBack)) {
        holdBack(delayMillis);
      } else if (delayMillis < 0 && isNews) {
        holdBack(day);
      }
    }
  }

  /** An upload was refused as often as it was worth trying: it was not about a moment. */
  public void exhausted() {
    UploadDay day = count.today();
    synchronized (this) {
      if (!isHeldBack) {
        holdBack(day);
      }
    }
  }

  private static boolean isDaily(RateLimit limitOrNull) {
    return limitOrNull != null && limitOrNull.isDaily();
  }

  private void holdBack(long delayMillis) {
    isHeldBack = true;
    word = Word.SERVER;
    untilMillis = clock.millis() + delayMillis;
    nextTryMillis = untilMillis;
  }

  private void holdBack(UploadDay day) {
    long now = clock.millis();
    boolean isCounted = day.count() > 0 && day.endsAtMillis() > now;
    long next = now + UNTIL_NEXT_TRY_MILLIS[Math.min(tries, UNTIL_NEXT_TRY_MILLIS.length - 1)];
    tries++;
    isHeldBack = true;
    word = isCounted ? Word.OWN_COUNT : Word.NOBODY;
    untilMillis = isCounted ? day.endsAtMillis() : 0;
    nextTryMillis = isCounted ? Math.min(next, untilMillis) : next;
  }
}
