package portage.archive;

import portage.atproto.Account;
import portage.atproto.LatestCommit;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.repo.PrunedCar;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.transfer.KeptName;
import portage.transfer.RepoDelta;
import portage.transfer.RepoItemCheck;
import portage.transfer.RepoSource;
import portage.transfer.SyncOrchestrator;

/**
 * The repo of a backup, kept in this browser while it is checked and written into the file: which blobs there are to be is known
 * only then. Closing it removes it.
 */
final class StagedRepo implements AutoCloseable {
  /** How often a repo that changes while it is read is read again. */
  private static final int MAX_READS = 4;

  private static final int CHUNK_BYTES = 256 << 10;

  /** What the names of everything staged for a backup begin with. */
  static final String GROUP = "backup-";

  private final BackupSurroundings around;
  private final Account account;
  private final DidKey key;
  private final PdsData server;
  private final Session asSelfOrNull;
  private final MetricsCollector metrics;
  private final CancelSignal signal;
  private final String name;
  private RepoReport report;
  private boolean isGrown;

  /** {@code key} signs the repo. */
  StagedRepo(
      BackupSurroundings around,
      Account account,
      DidKey key,
      PdsData server,
      Session asSelfOrNull,
      MetricsCollector metrics,
      CancelSignal signal) {
    this.around = around;
    this.account = account;
    this.key = key;
    this.server = server;
    this.asSelfOrNull = asSelfOrNull;
    this.metrics = metrics;
    this.signal = signal;
    this.name = GROUP + KeptName.of(account.did().toString()) + "-car";
  }

  /** Reads and checks the repo: from the copies, if there are any and they are good for it, else from the server. */
  RepoReport read(NearCopies copiesOrNull) throws StreamingException {
    if (copiesOrNull == null || !takeCopy(copiesOrNull)) {
      readWhole();
    }
    return report;
  }

  /** False when the copy is not good for it. */
  private boolean takeCopy(NearCopies copies) throws StreamingException {
    try {
      return takesCopy(copies);
    } catch (StreamingException e) {
      return switch (e.code()) {
        case REPO_TRUNCATED, REPO_CORRUPT, REPO_OF_ANOTHER_ACCOUNT, REPO_SIGNATURE_INVALID, STORAGE_FAILED, BACKUP_DAMAGED,
            BACKUP_INCOMPLETE -> false;
        default -> throw e;
      };
    }
  }

  private boolean takesCopy(NearCopies copies) throws StreamingException {
    LatestCommit latest = latestOrNull();
    if (latest == null || latest.cid().equals(copies.root())) {
      pour(copies.repo().download(account.did()));
      return true;
    }
    if (copies.revOrNull() == null) {
      return false;
    }
    RepoDelta delta =
        new RepoDelta(
            rev -> server.getRepoSince(account.did().toString(), rev, asSelfOrNull), around.storage(), metrics, signal);
    isGrown = delta.keep(copies.revOrNull(), copies.repo().download(account.did()), name, check()) >= 0;
    return isGrown;
  }

  /** Null when the server cannot say: a copy that is here does not need it. */
  private LatestCommit latestOrNull() throws StreamingException {
    try {
      return latest();
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return null;
    }
  }

  private LatestCommit latest() throws StreamingException {
    return server.getLatestCommit(account.did().toString(), asSelfOrNull);
  }

  /** What does not cross a network is not counted as received. */
  private void pour(ByteStream car) throws StreamingException {
    RepoItemCheck check = check();
    try (StoredWriter writer = around.storage().create(name)) {
      for (DataChunk chunk = car.read(); chunk != null; chunk = car.read()) {
        signal.throwIfCancelled("read repo");
        check.push(chunk);
        writer.write(chunk);
        metrics.kept(chunk.sizeBytes());
      }
      check.finish(writer.written());
      writer.finish();
      check.kept(writer.sizeBytes());
    } finally {
      car.close();
    }
  }

  private void readWhole() throws StreamingException {
    for (int read = 1; ; read++) {
      LatestCommit before = latest();
      StreamingException failure = failureOfWhole();
      if (failure == null) {
        return;
      }
      if (!mayBeTorn(failure) || latest().cid().equals(before.cid())) {
        throw failure;
      }
      if (read == MAX_READS) {
        throw new StreamingException(
            ErrorCode.REPO_CHANGING,
            ErrorContext.of("com.atproto.sync.getRepo").at(server.origin().host()).attempt(read),
            null);
      }
    }
  }

  private StreamingException failureOfWhole() {
    SyncOrchestrator orchestrator =
        new SyncOrchestrator(around.tee(), around.storage(), around.profile(), metrics, around.clock(), signal);
    try {
      around.retry().run(signal, attempt -> {
        orchestrator.keep(account.did(), name, new RepoSource(server, asSelfOrNull), check());
        return null;
      });
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }

  /** A repo written to while it is read page by page can arrive with holes. */
  private static boolean mayBeTorn(StreamingException e) {
    return e.code() == ErrorCode.REPO_TRUNCATED || e.code() == ErrorCode.REPO_CORRUPT;
  }

  private RepoItemCheck check() {
    return new RepoItemCheck(
        new RepoCheck(account.did().toString(), key, around.signatures()), (checked, sizeBytes) -> report = checked);
  }

  /** True when the server has written more since; false also when it cannot say. */
  boolean isOutdated() throws StreamingException {
    LatestCommit latest = latestOrNull();
    return latest != null && !latest.cid().equals(report.root().toString());
  }

  /**
   * Gives the checked CAR to {@code files}. One that was brought up to date by a delta leaves behind what is not needed any more:
   * nobody wants records in a backup that were deleted before it was made. One from a server stays as it came.
   */
  void writeTo(FileEntries files) throws StreamingException {
    StoredItem car = open();
    try {
      boolean isPruned = isGrown && report.unreferencedBlocks() > 0;
      files.add(ArchiveRepoSource.NAME, Backup.CAR_TYPE, isPruned ? PrunedCar.of(car) : car.stream(CHUNK_BYTES));
    } finally {
      car.close();
    }
  }

  private StoredItem open() throws StreamingException {
    StoredItem item = around.storage().open(name);
    if (item == null) {
      throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("write backup").about(name), "it is gone");
    }
    return item;
  }

  @Override
  public void close() {
    try {
      around.storage().delete(name);
    } catch (StreamingException e) {
      // What ended the backup, if anything did, is thrown; leftovers go when the page is opened the next time.
    }
  }
}
