package portage.atproto;

import portage.error.StreamingException;
import portage.net.Clock;
import portage.stream.Task;

/** The uploads to one server, counted here and in the ledger of this browser, to which nobody who counts has to wait. */
final class UploadCount {
  private final String host;
  private final UploadLedger ledger;
  private final Clock clock;
  private UploadDay day;
  /** What the ledger does not know yet, or null. */
  private UploadLedger.Change unwritten;
  private boolean isWriting;

  UploadCount(String host, UploadLedger ledger, Clock clock) {
    this.host = host;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What was uploaded in the present window, also before this page was opened; waits for the disk the first time. */
  UploadDay today() {
    if (!isKnown()) {
      take(kept());
    }
    return shown();
  }

  /** The same without waiting: nothing before it was asked for once. */
  synchronized UploadDay shown() {
    return day == null ? UploadDay.NONE : day.at(clock.millis());
  }

  /** One more. */
  void add() {
    long now = clock.millis();
    change(before -> before.plus(1, now));
  }

  /** The server itself says how many there were. */
  void told(RateLimit daily) {
    long now = clock.millis();
    change(before -> before.told(daily, now));
  }

  /** Forgets them all. */
  void forget() throws StreamingException {
    synchronized (this) {
      day = UploadDay.NONE;
    }
    ledger.forget(host);
  }

  private synchronized boolean isKnown() {
    return day != null;
  }

  private synchronized void take(UploadDay fromLedger) {
    if (day == null || fromLedger.count() > day.count()) {
      day = fromLedger;
    }
  }

  private UploadDay kept() {
    try {
      return ledger.read(host);
    } catch (StreamingException e) {
      return UploadDay.NONE; // only a number to be shown hangs on it
    }
  }

  private void change(UploadLedger.Change change) {
    today();
    synchronized (this) {
      day = change.of(day);
      UploadLedger.Change earlier = unwritten;
      unwritten = earlier == null ? change : before -> change.of(earlier.of(before));
      if (isWriting) {
        return;
      }
      isWriting = true;
    }
    Task.start(this::write);
  }

  private Void write() {
    for (UploadLedger.Change next = next(); next != null; next = next()) {
      try {
        take(ledger.change(host, next));
      } catch (StreamingException e) {
        // As above.
      }
    }
    return null;
  }

  private synchronized UploadLedger.Change next() {
    UploadLedger.Change next = unwritten;
    unwritten = null;
    isWriting = next != null;
    return next;
  }
}
