package portage.page;

import portage.error.StreamingException;
import portage.migration.KeptCopies;
import portage.migration.MigrationJournal;
import portage.stream.StorageBackend;

/** Removes everything that this browser keeps of a move: the copies first, and what tells of them last. */
final class Forgetting {
  private final StorageBackend storage;
  private final MigrationJournal journal;

  Forgetting(StorageBackend storage, MigrationJournal journal) {
    this.storage = storage;
    this.journal = journal;
  }

  void forget(String did) throws StreamingException {
    KeptCopies.delete(storage, did);
    journal.forget(did);
  }
}
