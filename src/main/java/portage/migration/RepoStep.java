package portage.migration;

import java.util.List;
import portage.atproto.LatestCommit;
import portage.atproto.Session;
import portage.atproto.XrpcException;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Clock;
import portage.repo.BlobUse;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
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

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final DidKey repoKey;
  private final Clock clock;
  private final BlobsKnown blobsKnown;

  /** Is told of the blobs that a repo refers to, once it passed its check. */
  interface BlobsKnown {
    void begin(List<BlobUse> blobs);
  }

  /** {@code repoKey} is the key that signs the repo at the source. */
  RepoStep(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      SyncOrchestrator orchestrator,
      DidKey repoKey,
      Clock clock,
      BlobsKnown blobsKnown) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.repoKey = repoKey;
    this.clock = clock;
    this.blobsKnown = blobsKnown;
  }

  /** The name of the kept CAR. */
  static String keptName(String did) {
    return "repo-" + did.toLowerCase().replace(':', '.').replace('%', '_') + ".car";
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
    if (known != null && known.root().equals(latest.cid())) {
      if (isAtTarget(known.root())) {
        return;
      }
      StoredItem kept = storage.open(keptName(parties.did().toString()));
      if (kept != null) {
        kept.close();
        sendKept(known);
        return;
      }
    }
    readAndSend();
  }

  private void readAndSend() throws StreamingException {
    String name = keptName(parties.did().toString());
    RepoItemCheck check =
        new RepoItemCheck(
            new RepoCheck(parties.did().toString(), repoKey, parties.signatures()), this::passed);
    RepoSummary before = logbook.state().repo();
    StreamingException failure = null;
    try {
      orchestrator.syncWithTee(
          parties.did(), name, new RepoSource(parties.sourceData(), asSelfOrNull()), target(), check);
    } catch (StreamingException e) {
      failure = e;
    }
    RepoSummary after = logbook.state().repo();
    if (failure != null && after == before) {
      throw failure;
    }
    // What is kept was checked, whatever became of the upload.
    confirm(after, failure);
  }

  /** Known from here on, also after a reload during the import. */
  private void passed(RepoReport report, long sizeBytes) throws StreamingException {
    logbook.add(new Fact.RepoChecked(logbook.now(), summary(report, sizeBytes)));
    blobsKnown.begin(report.blobs());
  }

  private void sendKept(RepoSummary summary) throws StreamingException {
    StreamingException failure = null;
    try {
      orchestrator.sendKept(parties.did(), keptName(parties.did().toString()), target());
    } catch (StreamingException e) {
      failure = e;
    }
    confirm(summary, failure);
  }

  /** The target's own word decides; a failed import may have gone through, and may still be going on. */
  private void confirm(RepoSummary summary, StreamingException failureOrNull) throws StreamingException {
    for (int poll = 1; !isAtTarget(summary.root()); poll++) {
      if (failureOrNull == null) {
        throw new StreamingException(
            ErrorCode.IMPORT_REFUSED,
            ErrorContext.of("com.atproto.repo.importRepo").at(parties.target().origin().host()),
            "the server said yes but holds another commit");
      }
      if (poll == POLLS || !mayHaveActed(failureOrNull)) {
        throw failureOrNull;
      }
      clock.sleep(POLL_MILLIS);
      parties.signal().throwIfCancelled("import");
    }
  }

  private boolean isAtTarget(String root) throws StreamingException {
    return parties.target().checkAccountStatus(parties.targetSession()).repoCommit().equals(root);
  }

  private RepoTarget target() {
    return new RepoTarget(
        parties.target(), parties.targetData(), parties.targetSession(), null, parties.liveProbe());
  }

  private LatestCommit latestAtSource() throws StreamingException {
    return parties.sourceData().getLatestCommit(parties.did().toString(), asSelfOrNull());
  }

  private Session asSelfOrNull() {
    return parties.sourceSession().statusOrNull() == null ? null : parties.sourceSession();
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
