package portage.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portage.atproto.Did;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/** A backup that was opened: what it says of itself. Nothing of that has been checked against its bytes. */
public final class BackupFile {
  private final ZipReader zip;
  /** Sorted rather than hashed: a stranger can choose names that all have one hash. */
  private final Map<String, String> mediaTypes = new TreeMap<>();
  private final Map<String, String> knownTypes = new TreeMap<>();
  private final List<AbsentBlob> missing = new ArrayList<>();
  private Manifest manifest;

  private BackupFile(ZipReader zip) {
    this.zip = zip;
  }

  /**
   * Reads directory and manifest; {@code file} stays the caller's to close.
   *
   * @throws StreamingException {@code BACKUP_UNREADABLE}, {@code BACKUP_DAMAGED}, {@code BACKUP_NEWER}
   */
  public static BackupFile open(StoredItem file, Deflate deflate) throws StreamingException {
    BackupFile backup = new BackupFile(ZipReader.open(file, deflate));
    ManifestReader.read(openManifest(backup.zip), backup.new Taking());
    return backup;
  }

  /** The manifest's bytes; {@code BACKUP_UNREADABLE} for a ZIP file of another kind. */
  static ByteStream openManifest(ZipReader zip) throws StreamingException {
    ZipEntry entry = zip.entryOrNull(ManifestReader.NAME);
    if (entry == null) {
      throw ArchiveFault.unreadable("there is no " + ManifestReader.NAME + " in it");
    }
    return zip.open(entry);
  }

  /** Keeps what is needed of a manifest. */
  private final class Taking implements ManifestHandler {
    @Override
    public void manifest(Manifest head) {
      manifest = head;
    }

    @Override
    public void entry(ManifestEntry entry) {
      if (entry.cidOrNull() != null) {
        // There are few types, and many blobs.
        mediaTypes.put(entry.cidOrNull().toString(), knownTypes.computeIfAbsent(entry.mediaType(), type -> type));
      }
    }

    @Override
    public void missing(AbsentBlob blob) {
      List<String> first = blob.records().isEmpty() ? List.of() : List.of(blob.records().get(0));
      missing.add(new AbsentBlob(blob.cid(), blob.reason(), first, blob.moreRecords() + blob.records().size() - first.size()));
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  public ZipReader zip() {
    return zip;
  }

  /** Under which type the account's server kept each blob, by CID, as far as the manifest says. */
  public Map<String, String> mediaTypes() {
    return mediaTypes;
  }

  /** What could not be had when it was made; of the records that use each, the first is named. */
  public List<AbsentBlob> missing() {
    return missing;
  }

  /** What a newer backup of the same account need not fetch again. {@code BACKUP_OF_ANOTHER_ACCOUNT} when it is none of {@code did}. */
  public NearCopies copiesOf(Did did) throws StreamingException {
    if (!manifest.did().equals(did)) {
      throw ArchiveFault.ofAnotherAccount(manifest.did().toString());
    }
    return new NearCopies(
        new ArchiveRepoSource(zip), manifest.root().toString(), manifest.revOrNull(), new ArchiveBlobSource(zip, mediaTypes));
  }
}
