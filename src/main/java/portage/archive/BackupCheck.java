package portage.archive;

import java.util.List;
import portage.atproto.Did;
import portage.atproto.DidDocument;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.transfer.KeptName;
import portage.transfer.RepoItemCheck;

/**
 * Checks a backup without a network: that nothing in it is damaged, that it is what its manifest says, that the repo is the
 * account's own, signed by its key, and that all blobs are there that the records use. Reads every byte once, and holds a list
 * of what is in it; the repo is unpacked into this browser's storage while it is walked, and removed then.
 */
public final class BackupCheck {
  /** What the names of everything unpacked for a check begin with. */
  static final String GROUP = "check-";

  /** Asks the network who the account is now, where there is one. */
  public interface LiveIdentity {
    /** Nobody is asked. */
    LiveIdentity NOT_ASKED = did -> null;

    /** The present DID document, or null where it cannot be had. */
    DidDocument documentOrNull(Did did) throws StreamingException;
  }

  private final BackupSurroundings around;
  private final LiveIdentity live;
  private final CancelSignal signal;
  private final CheckProgress progress;
  private final Findings findings = new Findings();

  /** @param changed told whenever there is something new to show; must not wait for anything */
  public BackupCheck(BackupSurroundings around, LiveIdentity live, CancelSignal signal, Runnable changed) {
    this.around = around;
    this.live = live;
    this.signal = signal;
    this.progress = new CheckProgress(changed);
  }

  /**
   * Checks {@code file}, which stays the caller's to close; called once. Whatever is wrong with a file that is a backup stands in
   * the report.
   *
   * @throws StreamingException {@code BACKUP_UNREADABLE}, {@code BACKUP_NEWER}, {@code BACKUP_DAMAGED} when it cannot even be said
   *     what is in it; {@code BACKUP_GONE}, {@code CANCELLED}
   */
  public BackupReport run(StoredItem file) throws StreamingException {
    BackupFile backup = BackupFile.open(file, around.deflate());
    CheckedFile files = new CheckedFile(backup.zip(), signal, progress);
    progress.expect(sizeBytes(backup.zip()));
    Did did = backup.manifest().did();
    DidDocument liveOrNull = live.documentOrNull(did);
    DidKey key = new IdentityCheck(files, did, around.signatures(), findings).keyOrNull(liveOrNull);
    Repo repo = key == null ? Repo.UNKNOWN : checkRepo(files, backup.manifest(), key);

    ContentCheck content =
        new ContentCheck(files, repo.report() == null ? List.of() : repo.report().blobs(), around.hashes(), findings);
    if (repo.sha256() != null) {
      content.wasRead(ArchiveRepoSource.NAME, repo.sha256());
    }
    ManifestReader.read(BackupFile.openManifest(backup.zip()), content);
    return new BackupReport(
        backup.manifest(), repo.report(), content.byType(), content.end(), findings.named(), findings.count(),
        liveKey(key, liveOrNull));
  }

  /** What a check of the repo brought; both are null when it could not be read. */
  private record Repo(RepoReport report, String sha256) {
    static final Repo UNKNOWN = new Repo(null, null);
  }

  private static long sizeBytes(ZipReader zip) {
    long sum = 0;
    for (ZipEntry entry : zip.entries()) {
      sum += entry.sizeBytes();
    }
    return sum;
  }

  private Repo checkRepo(CheckedFile files, Manifest manifest, DidKey key) throws StreamingException {
    ZipEntry entry = files.zip().entryOrNull(ArchiveRepoSource.NAME);
    if (entry == null) {
      findings.add(BackupProblem.Kind.REPO_MISSING, ArchiveRepoSource.NAME, null);
      return Repo.UNKNOWN;
    }
    String name = GROUP + KeptName.of(manifest.did().toString()) + "-car";
    try {
      Repo repo = unpackAndCheck(files.open(entry), name, new RepoCheck(manifest.did().toString(), key, around.signatures()));
      compare(manifest, repo.report());
      return repo;
    } catch (StreamingException e) {
      findings.add(problem(e), ArchiveRepoSource.NAME, e.detail());
      return Repo.UNKNOWN;
    } finally {
      around.storage().delete(name);
    }
  }

  private Repo unpackAndCheck(ByteStream car, String name, RepoCheck check) throws StreamingException {
    RepoReport[] found = {null};
    RepoItemCheck repo = new RepoItemCheck(check, (report, sizeBytes) -> found[0] = report);
    FileHash hash = new FileHash(around.hashes().begin());
    try (car; StoredWriter writer = around.storage().create(name)) {
      for (DataChunk chunk = car.read(); chunk != null; chunk = car.read()) {
        repo.push(chunk);
        hash.push(chunk);
        writer.write(chunk);
      }
      hash.finish(null);
      repo.finish(writer.written());
      repo.kept(writer.sizeBytes());
    }
    return new Repo(found[0], hash.sha256());
  }

  /** The problem that the failure is; what is not about the file is thrown. */
  private static BackupProblem.Kind problem(StreamingException e) throws StreamingException {
    return switch (e.code()) {
      case REPO_OF_ANOTHER_ACCOUNT -> BackupProblem.Kind.REPO_OF_ANOTHER_ACCOUNT;
      case REPO_SIGNATURE_INVALID -> BackupProblem.Kind.REPO_SIGNATURE_INVALID;
      case REPO_CORRUPT, REPO_TRUNCATED, BACKUP_DAMAGED -> BackupProblem.Kind.REPO_DAMAGED;
      default -> throw e;
    };
  }

  private void compare(Manifest manifest, RepoReport repo) {
    if (!manifest.root().equals(repo.root())) {
      findings.add(
          BackupProblem.Kind.MANIFEST_CONTRADICTS, ArchiveRepoSource.NAME, "the manifest names another commit, " + manifest.root());
    }
    boolean isSameRev = manifest.revOrNull() == null ? repo.rev() == null : manifest.revOrNull().equals(repo.rev());
    if (!isSameRev) {
      findings.add(BackupProblem.Kind.MANIFEST_CONTRADICTS, ArchiveRepoSource.NAME, "the manifest names another rev");
    }
  }

  private static BackupReport.LiveKey liveKey(DidKey keyOrNull, DidDocument liveOrNull) {
    if (liveOrNull == null) {
      return BackupReport.LiveKey.NOT_ASKED;
    }
    boolean isSame = keyOrNull != null && keyOrNull.equals(liveOrNull.signingKeyOrNull());
    return isSame ? BackupReport.LiveKey.SAME : BackupReport.LiveKey.CHANGED;
  }

  public CheckProgress progress() {
    return progress;
  }
}
