package portage.archive;

import com.eclipsesource.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.DidDocument;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.net.Json;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.DataSource;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.BlobItem;

/**
 * A backup, opened to be restored: what it says of itself, and where its repo and blobs are read. The small files in it have been
 * compared with their CRC-32; of everything else nothing is believed before whoever reads it has checked it.
 *
 * @param signingKey of the DID document in it
 * @param preferencesOrNull null when it has none
 * @param blobCount files among the blobs
 */
public record BackupContents(
    Manifest manifest,
    DidKey signingKey,
    List<JsonObject> preferencesOrNull,
    DataSource<Did> repo,
    DataSource<BlobItem> blobs,
    long blobCount) {
  /** Preferences are at most 150 KB at a server. */
  private static final int MAX_JSON_BYTES = 1 << 20;

  /**
   * Opens {@code file}, which stays the caller's to close, and open as long as anything is read.
   *
   * @throws StreamingException {@code BACKUP_UNREADABLE}, {@code BACKUP_DAMAGED}, {@code BACKUP_NEWER}, {@code
   *     BACKUP_INCOMPLETE}, {@code BACKUP_OF_ANOTHER_ACCOUNT} when its parts are of two accounts
   */
  public static BackupContents open(StoredItem file, Deflate deflate) throws StreamingException {
    BackupFile backup = BackupFile.open(file, deflate);
    ZipReader zip = backup.zip();
    Manifest manifest = backup.manifest();
    DidDocument document = document(zip);
    if (!document.did().equals(manifest.did().toString())) {
      throw ArchiveFault.ofAnotherAccount(document.did());
    }
    return new BackupContents(
        manifest, key(document), preferences(zip, manifest), new ArchiveRepoSource(zip),
        new ArchiveBlobSource(zip, backup.mediaTypes()), backup.mediaTypes().size());
  }

  private static DidDocument document(ZipReader zip) throws StreamingException {
    try {
      return DidDocument.of(json(zip, Backup.DOCUMENT));
    } catch (StreamingException e) {
      throw e.code() == ErrorCode.BAD_ANSWER ? ArchiveFault.damaged(Backup.DOCUMENT, e.detail()) : e;
    }
  }

  private static DidKey key(DidDocument document) throws StreamingException {
    DidKey key = document.signingKeyOrNull();
    if (key == null) {
      throw ArchiveFault.damaged(Backup.DOCUMENT, "the identity in it has no key");
    }
    return key;
  }

  private static List<JsonObject> preferences(ZipReader zip, Manifest manifest) throws StreamingException {
    if (manifest.preferences() != Manifest.Preferences.INCLUDED) {
      return null;
    }
    List<JsonObject> preferences = new ArrayList<>();
    for (Json preference : objects(json(zip, Backup.PREFERENCES))) {
      preferences.add(preference.raw());
    }
    return preferences;
  }

  /** A list that is not there is no empty list: it would take the place of the person's preferences. */
  private static List<Json> objects(Json json) throws StreamingException {
    if (json.raw().get("preferences") == null) {
      throw ArchiveFault.damaged(Backup.PREFERENCES, "there are no preferences in " + Backup.PREFERENCES);
    }
    try {
      return json.objects("preferences");
    } catch (StreamingException e) {
      throw ArchiveFault.damaged(Backup.PREFERENCES, e.detail());
    }
  }

  private static Json json(ZipReader zip, String name) throws StreamingException {
    ZipEntry entry = zip.entryOrNull(name);
    if (entry == null) {
      throw ArchiveFault.incomplete(name, "there is no " + name + " in it");
    }
    ErrorContext context = ErrorContext.of("read backup").about(name);
    try {
      return Json.parse(text(zip.open(entry), name), context);
    } catch (StreamingException e) {
      throw e.code() == ErrorCode.BAD_ANSWER ? ArchiveFault.damaged(name, e.detail()) : e;
    }
  }

  private static String text(ByteStream stream, String name) throws StreamingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (stream) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        if (bytes.size() + (long) chunk.sizeBytes() > MAX_JSON_BYTES) {
          throw ArchiveFault.damaged(name, name + " in it is larger than it can be");
        }
        bytes.write(chunk.toByteArray(), 0, chunk.sizeBytes());
      }
    }
    return Utf8.decodeAnything(bytes.toByteArray(), 0, bytes.size());
  }
}
