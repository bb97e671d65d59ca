package portage.migration;

import java.util.List;
import portage.atproto.LatestCommit;
import portage.atproto.Session;
import portage.atproto.XrpcException;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.repo.BlobUse;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.Gzip;
import portage.stream.StorageBackend;
import portage.transfer.RepoImport;
import portage.transfer.RepoItemCheck;
import portage.transfer.RepoSource;
import portage.transfer.RepoTarget;
import portage.transfer.SyncOrchestrator;

/** Moves the repo: kept and checked here, imported there, and the target's head compared with ours. */
final class RepoStep {
  /** How often a repo that changes while it is read is read again. */
  private static final int MAX_READS = 4;

  /** After a failed import the target is asked this often whether it went through all the same. */
  private static final int POLLS = 12;

  private static final long POLL_MILLIS = 5_000;

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
  private final Clock clock;
  private final RepoImport imports;
  private final RepoPiecesStep pieces;
  private final long maxWholeRecords;
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
    this.clock = clock;
    this.blobsKnown = blobsKnown;
    this.maxWholeRecords = maxWholeRecords;
    this.imports = new RepoImport(parties.target(), parties.targetData(), parties.targetSession(), gzip);
    this.pieces = new RepoPiecesStep(parties, logbook, storage, imports, retry, clock, metrics);
  }

  private String keptName() {
    return KeptCopies.repoName(parties.did().toString());
  }

  /**
   * Returns once the target's head is the source's: at once when it is already, from the kept copy when that is the
   * source's head, else by reading the source anew.
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
      if (failure == null && (unchanged || after.cid().equals(logbook.state().repo().root()))) {
        return;
      }
      if (failure != null && unchanged) {
        throw failure;
      }
      if (read == MAX_READS) {
        throw new StreamingException(
            ErrorCode.REPO_CHANGING,
            ErrorContext.of("com.atproto.sync.getRepo").at(parties.sourceData().origin().host()).attempt(read),
            null);
      }
    }
  }

  /** True when source and target have the same head, and it is the one that was checked here. */
  boolean isUpToDate() throws StreamingException {
    RepoSummary repo = logbook.state().repo();
    return repo != null && latestAtSource().cid().equals(repo.root()) && isAtTarget(repo.root());
  }

  private void moveOnce(LatestCommit latest) throws StreamingException {
    RepoSummary known = logbook.state().repo();
    boolean isLatest = known != null && known.root().equals(latest.cid());
    // Pieces of a commit that is no longer the latest are sent to their end first: what came later goes on top of that.
    if (isLatest || logbook.state().pieces().isInUse()) {
      boolean isThere = isAtTarget(known.root());
      boolean isSent = !isThere && isKept();
      if (isSent) {
        send(known);
      }
      if (isLatest && (isThere || isSent)) {
        return;
      }
    }
    readAndSend();
  }

  private boolean isKept() throws StreamingException {
    return storage.names(keptName()).contains(keptName());
  }

  private void readAndSend() throws StreamingException {
    RepoItemCheck check =
        new RepoItemCheck(
            new RepoCheck(parties.did().toString(), repoKey, parties.signatures()), this::passed);
    RepoSource source = new RepoSource(parties.sourceData(), parties.asSelfOrNull());
    if (!mayGoLive()) {
      orchestrator.keep(parties.did(), keptName(), source, check);
      send(logbook.state().repo());
      return;
    }
    RepoSummary before = logbook.state().repo();
    StreamingException failure = null;
    try {
      orchestrator.syncWithTee(parties.did(), keptName(), source, target(), check);
    } catch (StreamingException e) {
      failure = e;
    }
    RepoSummary after = logbook.state().repo();
    if (failure != null && after == before) {
      throw failure;
    }
    // What is kept was checked, whatever became of the upload.
    afterWhole(after, confirmed(after, failure), null);
  }

  /** A repo that is to go in pieces is not begun whole; how large it is, only the source knows before it was read. */
  private boolean mayGoLive() {
    if (!parties.liveProbe().streams()) {
      return false;
    }
    try {
      return parties.source().checkAccountStatus(parties.sourceSession()).repoBlocks() <= maxWholeRecords;
    } catch (StreamingException e) {
      return false; // only a hint: the kept copy can always be sent
    }
  }

  /** Brings what is kept and checked to the target, whole or in pieces. */
  private void send(RepoSummary repo) throws StreamingException {
    StreamingException refusal = null;
    if (beginsInPieces(repo)) {
      refusal = pieces.run(repo, keptName());
      if (refusal == null) {
        return;
      }
    }
    afterWhole(repo, sendWhole(repo), refusal);
  }

  private boolean beginsInPieces(RepoSummary repo) throws StreamingException {
    RepoPieceLog log = logbook.state().pieces();
    if (log.isInUse() || log.isRefused()) {
      return log.isInUse();
    }
    if (log.tooLargeBytes() <= repo.sizeBytes()) {
      return true;
    }
    // On top of an earlier commit an import costs little beyond reading it; pieces would first take records away again.
    return repo.recordCount() > maxWholeRecords && !logbook.state().isEarlierRoot(imports.head());
  }

  /**
   * What is too much at once may do in pieces, unless the target did not want those. A server that answers everything but
   * this may stand behind one that breaks off what is too large.
   */
  private void afterWhole(RepoSummary repo, StreamingException failureOrNull, StreamingException refusalOrNull)
      throws StreamingException {
    if (failureOrNull == null) {
      return;
    }
    if (failureOrNull.code() == ErrorCode.TOO_LARGE) {
      logbook.add(new Fact.PieceTooLarge(logbook.now(), repo.sizeBytes()));
    }
    boolean isTooMuch =
        RepoImport.isTooMuchAtOnce(failureOrNull) || failureOrNull.code() == ErrorCode.UNREACHABLE;
    if (refusalOrNull != null || !isTooMuch || pieces.run(repo, keptName()) != null) {
      throw failureOrNull;
    }
  }

  /** Known from here on, also after a reload during the import. */
  private void passed(RepoReport report, long sizeBytes) throws StreamingException {
    logbook.add(new Fact.RepoChecked(logbook.now(), summary(report, sizeBytes)));
    blobsKnown.begin(report.blobs());
  }

  /** Why it did not arrive, or null. */
  private StreamingException sendWhole(RepoSummary repo) throws StreamingException {
    StreamingException failure = null;
    try {
      orchestrator.sendKept(parties.did(), keptName(), target());
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      failure = e;
    }
    return confirmed(repo, failure);
  }

  /**
   * The target's own word decides; a failed import may have gone through, and may still be going on. Null when it is there,
   * else the failure.
   */
  private StreamingException confirmed(RepoSummary repo, StreamingException failureOrNull) throws StreamingException {
    for (int poll = 1; !isAtTarget(repo.root()); poll++) {
      if (failureOrNull == null) {
        throw new StreamingException(
            ErrorCode.IMPORT_REFUSED,
            ErrorContext.of("com.atproto.repo.importRepo").at(parties.target().origin().host()),
            "the server said yes but holds another commit");
      }
      if (poll == POLLS || !mayHaveActed(failureOrNull)) {
        return failureOrNull;
      }
      clock.sleep(POLL_MILLIS);
      parties.signal().throwIfCancelled("import");
    }
    return null;
  }

  private boolean isAtTarget(String root) throws StreamingException {
    return parties.target().checkAccountStatus(parties.targetSession()).repoCommit().equals(root);
  }

  private RepoTarget target() {
    return new RepoTarget(imports, parties.did(), () -> logbook.state().repo().root(), parties.liveProbe());
  }

  private LatestCommit latestAtSource() throws StreamingException {
    return parties.sourceData().getLatestCommit(parties.did().toString(), parties.asSelfOrNull());
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

  /** A plain 500 is the reference server's own answer: it is through with it. Proxies say 502, 504 or 524. */
  private static boolean mayHaveActed(StreamingException e) {
    if (e instanceof XrpcException xrpc && xrpc.status() == 500) {
      return false;
    }
    return e.code() == ErrorCode.UNREACHABLE
        || e.code() == ErrorCode.SERVER_FAILED
        || e.code() == ErrorCode.STALLED;
  }
}
