package portage.migration;

import portage.crypto.DidKey;
import portage.error.StreamingException;
import portage.repo.KeptRepo;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.KeptName;

/** The copies of an account that are kept in this browser while it moves. */
public final class KeptCopies {
  private KeptCopies() {}

  /** The name of the kept CAR; in a group of its own, since a group's files are open in one tab at a time. */
  static String repoName(String did) {
    return "repo-" + KeptName.of(did) + "-car";
  }

  /** The name under which a repo is kept while it is only looked through. */
  static String surveyName(String did) {
    return "survey-" + KeptName.of(did) + ".car";
  }

  /** The group of the kept blobs: their names are this and the CID. */
  static String blobPrefix(String did) {
    return "blob-" + KeptName.of(did) + "-";
  }

  /** Checks a kept CAR once more, all of it. {@code repoKey} signs the repo at the source. */
  static RepoReport check(StoredItem car, Parties parties, DidKey repoKey) throws StreamingException {
    RepoCheck check = new RepoCheck(parties.did().toString(), repoKey, parties.signatures());
    KeptRepo.read(car, (bytes, offset, length) -> {
      parties.signal().throwIfCancelled("read kept repo");
      check.push(bytes, offset, length);
    });
    return check.finish(car);
  }

  /** Removes all of them. */
  public static void delete(StorageBackend storage, String did) throws StreamingException {
    storage.delete(repoName(did));
    storage.delete(surveyName(did));
    storage.deleteGroup(blobPrefix(did));
  }
}
