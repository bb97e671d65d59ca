package portage.stream;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * A stream whose last chunk waits for a yes: a server that was sent everything but the end has been sent nothing that it
 * can accept. Reading runs one chunk ahead, which is how the last one is known.
 */
public final class HeldBackStream implements ByteStream {
  private enum Verdict { PENDING, RELEASED, REFUSED }

  private final ByteStream source;
  private DataChunk ahead;
  private boolean started;
  private boolean ended;
  private Verdict verdict = Verdict.PENDING;

  public HeldBackStream(ByteStream source) {
    this.source = source;
  }

  @Override
  public DataChunk read() throws StreamingException {
    if (!started) {
      started = true;
      ahead = next();
    }
    if (ended || ahead == null) {
      // Even an empty item waits for its yes.
      awaitVerdict();
      return null;
    }
    DataChunk chunk = ahead;
    ahead = next();
    if (ahead == null) {
      ended = true;
      awaitVerdict();
    }
    return chunk;
  }

  /** Held while the one after it is read. */
  private DataChunk next() throws StreamingException {
    DataChunk chunk = source.read();
    return chunk == null ? null : chunk.kept();
  }

  private void awaitVerdict() throws StreamingException {
    synchronized (this) {
      while (verdict == Verdict.PENDING) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("hold back"), "interrupted", e);
        }
      }
    }
    if (verdict == Verdict.REFUSED) {
      throw new StreamingException(ErrorCode.CANCELLED, ErrorContext.of("hold back"), "the item was not released");
    }
  }

  /** The item was verified: the last chunk may go. */
  public void release() {
    decide(Verdict.RELEASED);
  }

  /** The item is not to arrive: whoever waits for the last chunk gets an error, and aborts. */
  public void refuse() {
    decide(Verdict.REFUSED);
  }

  private synchronized void decide(Verdict made) {
    if (verdict == Verdict.PENDING) {
      verdict = made;
      notifyAll();
    }
  }

  @Override
  public void close() {
    refuse();
    source.close();
  }
}
