package portage.transfer;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Clock;

/** Places for transfers of one kind; their number follows a {@link ConcurrencyClimb}. For several threads. */
public final class Slots {
  private final ConcurrencyClimb climb;
  private final Clock clock;
  private int taken;

  /** At most {@code most} places. */
  public Slots(int most, Clock clock) {
    this.climb = new ConcurrencyClimb(most, clock.millis());
    this.clock = clock;
  }

  /** Waits for a place. Each needs its {@link #leave()}. */
  public synchronized void enter() throws StreamingException {
    while (taken >= climb.allowed()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("wait for a place"), "interrupted", e);
      }
    }
    taken++;
  }

  public synchronized void leave() {
    taken--;
    notifyAll();
  }

  /** A transfer of {@code bytes} ended well. */
  public synchronized void finished(long bytes) {
    climb.finished(bytes, clock.millis());
    notifyAll();
  }

  /** A server answered 429 or 5xx, or fell silent. */
  public synchronized void troubled() {
    climb.troubled(clock.millis());
  }

  /** Bytes a second of all transfers together, at best; 0 when that is not known yet. */
  public synchronized double bytesPerSecond() {
    return climb.bytesPerSecond();
  }
}
