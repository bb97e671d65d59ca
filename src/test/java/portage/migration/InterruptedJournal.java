package portage.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.MemoryJournal;

/**
 * A journal during whose writing the page is closed, once for each kind of fact that it had not seen before. From then on it
 * takes nothing until the page is opened again and reads it.
 */
final class InterruptedJournal implements MigrationJournal {
  /** When the page is closed: just before a fact is kept, or just after. */
  enum Moment { BEFORE_A_FACT, AFTER_A_FACT }

  /** The page was closed at this moment. */
  static final class Reload extends StreamingException {
    private static final long serialVersionUID = 1;

    Reload() {
      super(ErrorCode.INTERNAL, ErrorContext.of("reload"), "as wanted");
    }
  }

  private static final int MOST_RELOADS = 60;

  private final MemoryJournal journal = new MemoryJournal();
  private final Moment moment;
  private final Set<String> seen = new HashSet<>();
  private int reloads;
  private boolean closed;

  InterruptedJournal(Moment moment) {
    this.moment = moment;
  }

  /** How often the page was closed. */
  int reloads() {
    return reloads;
  }

  /** Opens the page again after every reload, until the move is through; the number of reloads. */
  int runThroughReloads(AccountMove move) throws StreamingException {
    for (int count = 0; count < MOST_RELOADS; count++) {
      try {
        move.run();
        return count;
      } catch (Reload e) {
        // The next round opens the page again.
      }
    }
    throw new AssertionError("still not through after " + MOST_RELOADS + " reloads");
  }

  @Override public synchronized void append(String did, Fact fact) throws StreamingException {
    if (closed) {
      throw new Reload();
    }
    closed = seen.add(kindOf(fact));
    reloads += closed ? 1 : 0;
    if (!closed || moment == Moment.AFTER_A_FACT) {
      journal.append(did, fact);
    }
    if (closed) {
      throw new Reload();
    }
  }

  private static String kindOf(Fact fact) {
    String step = fact instanceof Fact.Begun begun ? begun.step().name()
        : fact instanceof Fact.Done done ? done.step().name()
        : fact instanceof Fact.BlobKept blob ? blob.cid()
        : fact instanceof Fact.BlobMoved blob ? blob.cid() : "";
    return fact.getClass().getSimpleName() + " " + step;
  }

  @Override public synchronized List<Fact> facts(String did) throws StreamingException {
    closed = false;
    return journal.facts(did);
  }

  @Override public List<String> dids() {
    return journal.dids();
  }

  @Override public void forget(String did) {
    journal.forget(did);
  }
}
