package portage.migration;

import portage.error.StreamingException;
import portage.net.Clock;

/** Journal and state in step: a fact is written first and believed then. */
final class Logbook {
  private final MigrationJournal journal;
  private final Clock clock;
  private final String did;
  private final MigrationState state;
  private final Runnable changed;

  /** {@code changed} is told after each fact. */
  Logbook(MigrationJournal journal, Clock clock, String did, MigrationState state, Runnable changed) {
    this.journal = journal;
    this.clock = clock;
    this.did = did;
    this.state = state;
    this.changed = changed;
  }

  MigrationState state() {
    return state;
  }

  long now() {
    return clock.millis();
  }

  /**
   * For several transfers at once. Not synchronized as a whole: under TeaVM 0.15.0 threads that meet at a monitor whose
   * holder waits never go on, and the journal waits. The journal keeps its own order, and so does the state.
   */
  void add(Fact fact) throws StreamingException {
    journal.append(did, fact);
    state.apply(fact);
    changed.run();
  }

  /** The same without waiting for the disk, for what {@link MigrationJournal#note} is for. */
  void note(Fact fact) throws StreamingException {
    journal.note(did, fact);
    state.apply(fact);
    changed.run();
  }
}
