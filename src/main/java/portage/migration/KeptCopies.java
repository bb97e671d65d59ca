package portage.migration;

import portage.error.StreamingException;
import portage.stream.StorageBackend;

/** The copies of an account that are kept in this browser while it moves. */
public final class KeptCopies {
  private KeptCopies() {}

  /** Removes all of them. */
  public static void delete(StorageBackend storage, String did) throws StreamingException {
    storage.delete(RepoStep.keptName(did));
    storage.deleteGroup(BlobMover.keptPrefix(did));
  }
}
