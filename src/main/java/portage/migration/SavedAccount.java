package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import portage.archive.ArchiveFault;
import portage.archive.BackupContents;
import portage.archive.Manifest;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.BlobItem;

/**
 * An account as a backup holds it: a file that was opened and looks like one. What it says of itself is checked as it is read.
 *
 * @param name of the file, for errors about what came
 * @param signingKey of the DID document in it: what its repo is said to be signed with
 * @param commit the repo's, by the backup's own word
 * @param savedAtMillis when it was made, since 1970
 * @param blobs those that are not in it are {@code BLOB_MISSING_AT_SOURCE}
 * @param blobCount how many there are in it
 * @param preferencesOrNull null when it was made without a sign-in
 */
public record SavedAccount(
    Did did,
    String name,
    DidKey signingKey,
    LatestCommit commit,
    long savedAtMillis,
    DataSource<Did> repo,
    DataSource<BlobItem> blobs,
    long blobCount,
    List<JsonObject> preferencesOrNull) {
  /**
   * What is in {@code file}, which stays open as long as anything is read; {@code name} is what people call it.
   *
   * @throws StreamingException for what is no backup, or one that contradicts itself
   */
  public static SavedAccount open(StoredItem file, String name, Deflate deflate) throws StreamingException {
    BackupContents contents = BackupContents.open(file, deflate);
    Manifest manifest = contents.manifest();
    if (manifest.revOrNull() == null) {
      throw ArchiveFault.unreadable("its repo is of an old kind without revisions");
    }
    return new SavedAccount(
        manifest.did(), name, contents.signingKey(), new LatestCommit(manifest.root().toString(), manifest.revOrNull()),
        manifest.createdAtMillis(), contents.repo(), contents.blobs(), contents.blobCount(),
        contents.preferencesOrNull());
  }

  /** What the journal knows of the backup that is restored, when nothing of it is to be read any more. */
  public static SavedAccount noMore(MigrationState state) {
    Fact.FromBackup backup = state.backupOrNull();
    return new SavedAccount(
        state.plan().did(), "", state.plan().sourceKey(), new LatestCommit(backup.root(), backup.rev()),
        backup.savedAtMillis(), SavedAccount::gone, SavedAccount::gone, 0, null);
  }

  private static ByteStream gone(Object item) throws StreamingException {
    throw new StreamingException(ErrorCode.BACKUP_GONE, ErrorContext.of("read backup").about(""), null);
  }
}
