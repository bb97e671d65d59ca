package portage.migration;

import java.util.List;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.repo.BlobUse;
import portage.repo.KeptRepo;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.DataSource;
import portage.stream.Gzip;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.RepoDelta;
import portage.transfer.RepoItemCheck;
import portage.transfer.SyncOrchestrator;

/** Moves the repo: kept and checked here, imported there, and the target's head compared with ours. */
final class RepoStep {
  /** How often a repo that changes while it is read is read again. */
  private static final int MAX_READS = 4;

  private static final int CHUNK_BYTES = 256 << 10;

  /**
   * Above so many records pieces are faster than the whole, and leave the server time for others
   * ({@code sandbox/README.md}, "Imports").
   */
  static final long MAX_WHOLE_RECORDS = 50_000;

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final DidKey repoKey;
  private final RepoDelta delta;
  private final RepoDelivery delivery;
  private final BlobsKnown blobsKnown;

  /** Is told of the blobs that a repo refers to, once it passed its check. */
  interface BlobsKnown {
    void begin(List<BlobUse> blobs);
  }

  /**
   * {@code repoKey} is the key that signs the repo at the source; a repo of more than {@code maxWholeRecords} goes in pieces.
   */
  RepoStep(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      SyncOrchestrator orchestrator,
      DidKey repoKey,
      Gzip gzip,
      RetryPolicy retry,
      Clock clock,
      MetricsCollector metrics,
      long maxWholeRecords,
      BlobsKnown blobsKnown) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.repoKey = repoKey;
    this.blobsKnown = blobsKnown;
    this.delta =
        new RepoDelta(rev -> parties.belongings().repoSince(rev), storage, metrics, parties.signal());
    this.delivery =
        new RepoDelivery(parties, logbook, storage, orchestrator, gzip, retry, clock, metrics, maxWholeRecords);
  }

  private String keptName() {
    return KeptCopies.repoName(parties.did().toString());
  }

  /**
   * Returns once the target's head is the source's: at once when it is already, from the kept copy when that is the
   * source's head, from the copy and what was written since, else by reading the source anew.
   */
  void run() throws StreamingException {
    for (int read = 1; ; read++) {
      LatestCommit before = latestAtSource();
      StreamingException failure = null;
      try {
        moveOnce(before);
      } catch (StreamingException e) {
        failure = e;
      }
      LatestCommit after = failure != null && !mayBeTorn(failure) ? before : latestAtSource();
      boolean unchanged = after.cid().equals(before.cid());
      if (failure == null && after.cid().equals(logbook.state().repo().root())) {
        return;
      }
      if (failure != null && unchanged) {
        throw failure;
      }
      if (read == MAX_READS) {
        throw new StreamingException(
            ErrorCode.REPO_CHANGING,
            ErrorContext.of("com.atproto.sync.getRepo").at(parties.belongings().host()).attempt(read),
            null);
      }
    }
  }

  /** True when source and target have the same head, and it is the one that was checked here. */
  boolean isUpToDate() throws StreamingException {
    RepoSummary repo = logbook.state().repo();
    return repo != null && latestAtSource().cid().equals(repo.root()) && delivery.isAtTarget(repo.root());
  }

  private void moveOnce(LatestCommit latest) throws StreamingException {
    boolean isKept = takeUpKept();
    RepoSummary known = logbook.state().repo();
    boolean isLatest = known != null && known.root().equals(latest.cid());
    // Pieces of a commit that is no longer the latest are sent to their end first: what came later goes on top of that.
    if (isLatest || logbook.state().pieces().isInUse()) {
      boolean isThere = delivery.isAtTarget(known.root());
      boolean isSent = !isThere && isKept;
      if (isSent) {
        delivery.send(known);
      }
      if (isLatest && (isThere || isSent)) {
        return;
      }
    }
    if (!isKept || !growKept(known)) {
      readAndSend();
    }
  }

  /**
   * True when what is kept here is the repo that the journal names. A copy that is not, from before a journal that was lost
   * or from the moment before its last fact, is checked once more and becomes that.
   */
  private boolean takeUpKept() throws StreamingException {
    StoredItem kept = storage.open(keptName());
    if (kept == null) {
      return false;
    }
    RepoSummary known = logbook.state().repo();
    try {
      if (known == null || !KeptRepo.root(kept).toString().equals(known.root())) {
        passed(KeptCopies.check(kept, parties, repoKey), kept.sizeBytes());
      }
      return true;
    } catch (StreamingException e) {
      if (!mayBeTorn(e) && e.code() != ErrorCode.STORAGE_FAILED && e.code() != ErrorCode.REPO_SIGNATURE_INVALID) {
        throw e;
      }
    } finally {
      kept.close();
    }
    storage.delete(keptName());
    return false;
  }

  /** Reads what was written since and sends it; false when that does not add up. */
  private boolean growKept(RepoSummary known) throws StreamingException {
    StoredItem before = known.rev() == null ? null : storage.open(keptName());
    if (before == null) {
      return false;
    }
    long deltaBytes = grow(known.rev(), before);
    if (deltaBytes < 0) {
      return false;
    }
    RepoSummary grown = logbook.state().repo();
    logbook.add(new Fact.RepoGrown(logbook.now(), known.root(), grown.root(), deltaBytes));
    delivery.send(grown);
    return true;
  }

  private long grow(String rev, StoredItem before) throws StreamingException {
    try {
      return delta.keep(rev, before.stream(CHUNK_BYTES), keptName(), check());
    } finally {
      before.close();
    }
  }

  private void readAndSend() throws StreamingException {
    RepoItemCheck check = check();
    DataSource<Did> source = parties.belongings().repo();
    if (!mayGoLive()) {
      orchestrator.keep(parties.did(), keptName(), source, check);
      delivery.send(logbook.state().repo());
      return;
    }
    RepoSummary before = logbook.state().repo();
    StreamingException failure = null;
    try {
      orchestrator.syncWithTee(parties.did(), keptName(), source, delivery.target(), check);
    } catch (StreamingException e) {
      failure = e;
    }
    RepoSummary after = logbook.state().repo();
    if (failure != null && after == before) {
      throw failure;
    }
    delivery.afterLive(after, failure);
  }

  private RepoItemCheck check() {
    return new RepoItemCheck(
        new RepoCheck(parties.did().toString(), repoKey, parties.signatures()), this::passed);
  }

  /** A repo that is to go in pieces is not begun whole; how large it is, only the source knows before it was read. */
  private boolean mayGoLive() {
    if (!parties.liveProbe().streams()) {
      return false;
    }
    try {
      long blocks = parties.belongings().blocksToStream();
      return blocks >= 0 && delivery.mayGoWhole(blocks);
    } catch (StreamingException e) {
      return false; // only a hint: the kept copy can always be sent
    }
  }

  /** Known from here on, also after a reload during the import. */
  private void passed(RepoReport report, long sizeBytes) throws StreamingException {
    logbook.add(new Fact.RepoChecked(logbook.now(), summary(report, sizeBytes)));
    blobsKnown.begin(report.blobs());
  }

  private LatestCommit latestAtSource() throws StreamingException {
    return parties.belongings().latestCommit();
  }

  private static RepoSummary summary(RepoReport report, long sizeBytes) {
    return new RepoSummary(
        report.root().toString(),
        report.rev(),
        report.dataRoot().toString(),
        sizeBytes,
        report.blockCount(),
        report.recordCount(),
        report.blobs().size());
  }

  /** A repo written to while it is read page by page can arrive with holes. */
  private static boolean mayBeTorn(StreamingException e) {
    return e.code() == ErrorCode.REPO_TRUNCATED || e.code() == ErrorCode.REPO_CORRUPT;
  }
}
