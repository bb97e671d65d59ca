package portage.migration;

import portage.archive.NearCopies;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.repo.KeptRepo;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.ByteStream;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.WholeItem;
import portage.transfer.BlobItem;
import portage.transfer.KeptName;

/** The copies of an account that are kept in this browser while it moves. */
public final class KeptCopies {
  private static final int CHUNK_BYTES = 256 << 10;

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

  /** All of them, for a backup. The repo was kept: {@code state} tells of it, and as what the source has each blob. */
  public static NearCopies near(StorageBackend storage, String did, MigrationState state) {
    return new NearCopies(
        account -> stream(storage, repoName(did), ErrorCode.STORAGE_FAILED),
        state.repo().root(),
        state.repo().rev(),
        blob -> stream(storage, did, blob, state));
  }

  private static ByteStream stream(StorageBackend storage, String did, BlobItem blob, MigrationState state)
      throws StreamingException {
    Fact.BlobKept kept = state.keptBlob(blob.cid().toString());
    if (kept != null) {
      blob.keptAs(kept.contentType());
    }
    return stream(storage, blobPrefix(did) + blob.cid(), ErrorCode.BLOB_MISSING_AT_SOURCE);
  }

  /** {@code ifGone}: what it means when there is no such copy. */
  private static ByteStream stream(StorageBackend storage, String name, ErrorCode ifGone) throws StreamingException {
    StoredItem item = storage.open(name);
    if (item == null) {
      throw new StreamingException(ifGone, ErrorContext.of("read copy").about(name), "not kept here");
    }
    return new WholeItem(item, CHUNK_BYTES);
  }

  /** Removes all of them. */
  public static void delete(StorageBackend storage, String did) throws StreamingException {
    storage.delete(repoName(did));
    storage.delete(surveyName(did));
    storage.deleteGroup(blobPrefix(did));
  }
}
