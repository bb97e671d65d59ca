package portage.migration;

import portage.error.StreamingException;
import portage.stream.StorageBackend;

/** The copies of an account that are kept in this browser while it moves. */
public final class KeptCopies {
  private KeptCopies() {}

  /** The name of the kept CAR. */
  static String repoName(String did) {
    return "repo-" + nameOf(did) + ".car";
  }

  /** The name under which a repo is kept while it is only looked through. */
  static String surveyName(String did) {
    return "survey-" + nameOf(did) + ".car";
  }

  /** The group of the kept blobs: their names are this and the CID. */
  static String blobPrefix(String did) {
    return "blob-" + nameOf(did) + "-";
  }

  private static String nameOf(String did) {
    return did.toLowerCase().replace(':', '.').replace('%', '_');
  }

  /** Removes all of them. */
  public static void delete(StorageBackend storage, String did) throws StreamingException {
    storage.delete(repoName(did));
    storage.delete(surveyName(did));
    storage.deleteGroup(blobPrefix(did));
  }
}
