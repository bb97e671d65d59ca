package portage.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.repo.BlobUse;
import portage.transfer.BlobCheck;
import portage.transfer.BlobHash;
import portage.transfer.ItemCheck;

/**
 * Compares what the manifest says with what is in the file, line by line and in both directions, and both with what the repo
 * uses. Every file is read once, and hashed. Everything is sorted rather than hashed: a stranger can choose names that all have
 * one hash.
 */
final class ContentCheck implements ManifestHandler {
  private static final int MOST_TYPES = 300;
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private final CheckedFile file;
  private final BlobHash.Maker hashes;
  private final Findings findings;
  private final Map<Cid, BlobUse> uses = new TreeMap<>();
  /** Of files that were read before. */
  private final Map<String, String> knownSha256 = new TreeMap<>();
  private final TreeSet<String> named = new TreeSet<>();
  private final TreeSet<Cid> whole = new TreeSet<>();
  private final TreeSet<Cid> damaged = new TreeSet<>();
  private final Map<String, AbsentBlob.Reason> saidMissing = new TreeMap<>();
  private final Map<String, BackupReport.Sum> byType = new TreeMap<>();

  /** {@code used}: what the records use; nothing when the repo is not to be relied on. */
  ContentCheck(CheckedFile file, List<BlobUse> used, BlobHash.Maker hashes, Findings findings) {
    this.file = file;
    this.hashes = hashes;
    this.findings = findings;
    for (BlobUse use : used) {
      uses.put(use.cid(), use);
    }
  }

  /** That file was read to its end before, and need not be again. */
  void wasRead(String name, String sha256) {
    knownSha256.put(name, sha256);
  }

  @Override
  public void manifest(Manifest manifest) {}

  @Override
  public void entry(ManifestEntry line) throws StreamingException {
    if (!named.add(line.name())) {
      contradiction(line.name(), "it is named twice");
      return;
    }
    ZipEntry entry = file.zip().entryOrNull(line.name());
    if (entry == null) {
      findings.add(BackupProblem.Kind.FILE_MISSING, line.name(), null);
      return;
    }
    if (entry.sizeBytes() != line.sizeBytes()) {
      contradiction(line.name(), line.sizeBytes() + " bytes by the manifest, " + entry.sizeBytes() + " in the file");
    }
    Cid cid = TakenOver.cidOrNull(line.name());
    boolean isBlobInBoth = cid != null && cid.equals(line.cidOrNull());
    if (!isBlobInBoth && (cid != null || line.cidOrNull() != null)) {
      contradiction(line.name(), "the manifest gives it the name of other bytes");
    }
    if (cid != null) {
      checkBlob(entry, cid, line.mediaType());
      checkRecords(line, uses.get(cid));
    } else {
      checkFile(entry, line);
    }
  }

  private void checkBlob(ZipEntry entry, Cid cid, String type) throws StreamingException {
    StreamingException failure = failureOf(entry, new BlobCheck(cid, null, hashes.begin()));
    if (failure != null) {
      damaged.add(cid);
      findings.add(BackupProblem.Kind.BLOB_DAMAGED, entry.name(), failure.detail());
      return;
    }
    whole.add(cid);
    String counted = byType.containsKey(type) || byType.size() < MOST_TYPES ? type : UNKNOWN_TYPE;
    byType.put(counted, byType.getOrDefault(counted, new BackupReport.Sum(0, 0)).plus(entry.sizeBytes()));
  }

  private void checkRecords(ManifestEntry line, BlobUse useOrNull) {
    List<String> paths = useOrNull == null ? List.of() : useOrNull.recordPaths();
    boolean isKnown = !uses.isEmpty() || line.records().isEmpty();
    boolean isSame =
        line.records().equals(ManifestEntry.named(paths)) && line.moreRecords() == ManifestEntry.unnamed(paths);
    if (isKnown && !isSame) {
      findings.add(BackupProblem.Kind.RECORDS_CONTRADICT, line.name(), null);
    }
  }

  private void checkFile(ZipEntry entry, ManifestEntry line) throws StreamingException {
    String known = knownSha256.get(entry.name());
    if (known != null) {
      if (!known.equals(line.sha256OrNull())) {
        contradiction(line.name(), "another checksum by the manifest than in the file");
      }
      return;
    }
    StreamingException failure = failureOf(entry, new FileHash(hashes.begin(), line.sha256OrNull()));
    if (failure != null) {
      findings.add(BackupProblem.Kind.FILE_DAMAGED, line.name(), failure.detail());
    }
  }

  /** A file of which the manifest does not know. */
  private void checkUnknown(ZipEntry entry) throws StreamingException {
    Cid cid = TakenOver.cidOrNull(entry.name());
    if (cid != null) {
      checkBlob(entry, cid, UNKNOWN_TYPE);
      return;
    }
    StreamingException failure = failureOf(entry, Unchecked.CHECK);
    if (failure != null) {
      findings.add(BackupProblem.Kind.FILE_DAMAGED, entry.name(), failure.detail());
    }
  }

  /** Null when the entry is as it should be; what is not about its bytes is thrown. */
  private StreamingException failureOf(ZipEntry entry, ItemCheck check) throws StreamingException {
    try {
      file.read(entry, check);
      return null;
    } catch (StreamingException e) {
      if (e.code() != ErrorCode.BACKUP_DAMAGED && e.code() != ErrorCode.BLOB_CORRUPT) {
        throw e;
      }
      return e;
    }
  }

  @Override
  public void missing(AbsentBlob blob) {
    saidMissing.put(blob.cid(), blob.reason());
  }

  /** The manifest has ended: what is in the file beside it? Then, what is nowhere? */
  List<AbsentBlob> end() throws StreamingException {
    for (ZipEntry entry : file.zip().entries()) {
      if (!named.contains(entry.name()) && !entry.name().equals(ManifestReader.NAME)) {
        findings.add(BackupProblem.Kind.FILE_UNKNOWN, entry.name(), null);
        checkUnknown(entry);
      }
    }
    List<AbsentBlob> missing = new ArrayList<>();
    for (BlobUse use : uses.values()) {
      if (!whole.contains(use.cid())) {
        missing.add(AbsentBlob.of(use.cid(), reason(use.cid()), use.recordPaths()));
      } else if (saidMissing.containsKey(use.cid().toString())) {
        contradiction(ArchiveBlobSource.FOLDER + use.cid(), "the manifest says that it is missing");
      }
    }
    return missing;
  }

  private AbsentBlob.Reason reason(Cid cid) {
    AbsentBlob.Reason said = saidMissing.get(cid.toString());
    if (said != null) {
      return said;
    }
    if (damaged.contains(cid)) {
      return AbsentBlob.Reason.DAMAGED;
    }
    findings.add(BackupProblem.Kind.ABSENCE_NOT_NAMED, ArchiveBlobSource.FOLDER + cid, null);
    return cid.isSha256() ? AbsentBlob.Reason.NOT_THERE : AbsentBlob.Reason.UNCHECKABLE;
  }

  Map<String, BackupReport.Sum> byType() {
    return byType;
  }

  private void contradiction(String subject, String detail) {
    findings.add(BackupProblem.Kind.MANIFEST_CONTRADICTS, subject, detail);
  }
}
