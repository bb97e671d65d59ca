package portage.migration;

import java.util.List;
import portage.error.StreamingException;

/** Where facts are kept, by DID, in this browser. A fact is believed only after {@link #append} returned. */
public interface MigrationJournal {
  /** Keeps a fact; on disk when this returns. */
  void append(String did, Fact fact) throws StreamingException;

  /**
   * Keeps a fact that only saves work after a reload, because a server or the kept copies tell the same: returns at once.
   * It comes before whatever is kept later; when it could not be kept, a later call throws that.
   */
  default void note(String did, Fact fact) throws StreamingException {
    append(did, fact);
  }

  /**
   * The facts of one account in their order; a last one that was cut off is left out. Empty when there are none. {@code
   * JOURNAL_NEWER} or {@code JOURNAL_DAMAGED} when they cannot be read as they were meant.
   */
  List<Fact> facts(String did) throws StreamingException;

  /** The accounts that have facts. */
  List<String> dids() throws StreamingException;

  /** Removes every trace of an account. */
  void forget(String did) throws StreamingException;
}
