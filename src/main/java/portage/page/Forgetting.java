package portage.page;

import portage.error.StreamingException;
import portage.migration.KeptCopies;
import portage.migration.MigrationJournal;
import portage.stream.StorageBackend;

/** Removes everything that this browser keeps of a move: the sign-ins and copies first, and what tells of them last. */
final class Forgetting {
  private final StorageBackend storage;
  private final MigrationJournal journal;
  private final StayingSignedIn staying;

  Forgetting(StorageBackend storage, MigrationJournal journal, StayingSignedIn staying) {
    this.storage = storage;
    this.journal = journal;
    this.staying = staying;
  }

  void forget(String did) throws StreamingException {
    staying.wipe(did);
    KeptCopies.delete(storage, did);
    journal.forget(did);
  }
}
