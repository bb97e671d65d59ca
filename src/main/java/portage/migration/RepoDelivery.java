package portage.migration;

import portage.atproto.XrpcException;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.stream.Gzip;
import portage.stream.Payload;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.RepoImport;
import portage.transfer.RepoTarget;
import portage.transfer.SyncOrchestrator;

/**
 * Brings the kept and checked repo to the target: what is new of it, the whole, or pieces; and has the target's own head say
 * whether it is there.
 */
final class RepoDelivery {
  /** After a failed import the target is asked this often whether it went through all the same. */
  private static final int POLLS = 12;

  private static final long POLL_MILLIS = 5_000;

  /** A delta that is larger is not held in memory; the repo goes as if there were none. */
  private static final long MAX_DELTA_BYTES = 8 << 20;

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final Clock clock;
  private final MetricsCollector metrics;
  private final RepoImport imports;
  private final RepoPiecesStep pieces;
  private final long maxWholeRecords;

  /** A repo of more than {@code maxWholeRecords} goes in pieces. */
  RepoDelivery(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      SyncOrchestrator orchestrator,
      Gzip gzip,
      RetryPolicy retry,
      Clock clock,
      MetricsCollector metrics,
      long maxWholeRecords) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.clock = clock;
    this.metrics = metrics;
    this.maxWholeRecords = maxWholeRecords;
    this.imports = new RepoImport(parties.target(), parties.targetData(), parties.targetSession(), gzip);
    this.pieces = new RepoPiecesStep(parties, logbook, storage, imports, retry, clock, metrics);
  }

  /** Brings what is kept and checked to the target. */
  void send(RepoSummary repo) throws StreamingException {
    if (isDeltaEnough(repo)) {
      return;
    }
    StreamingException refusal = null;
    if (beginsInPieces(repo)) {
      refusal = pieces.run(repo, keptName());
      if (refusal == null) {
        return;
      }
    }
    afterWhole(repo, sendWhole(repo), refusal);
  }

  /** The target as one that takes the repo whole, for one try. */
  RepoTarget target() {
    return new RepoTarget(imports, parties.did(), () -> logbook.state().repo().root(), parties.liveProbe());
  }

  /** A repo of that many blocks, of which the target holds nothing yet, would not go in pieces. */
  boolean mayGoWhole(long blocks) {
    return blocks <= maxWholeRecords;
  }

  boolean isAtTarget(String root) throws StreamingException {
    return parties.target().checkAccountStatus(parties.targetSession()).repoCommit().equals(root);
  }

  private String keptName() {
    return KeptCopies.repoName(parties.did().toString());
  }

  /** True when the target holds what the repo grew from, and what came since made the repo out of it. */
  private boolean isDeltaEnough(RepoSummary repo) throws StreamingException {
    Fact.RepoGrown grown = logbook.state().grown();
    if (grown == null || grown.deltaBytes() > MAX_DELTA_BYTES
        || grown.deltaBytes() >= logbook.state().pieces().tooLargeBytes()) {
      return false;
    }
    RepoImport.Admission admission = imports.ask();
    if (!admission.head().equals(grown.fromRoot())) {
      return false;
    }
    byte[] delta = keptBytes((int) grown.deltaBytes());
    StreamingException failure = null;
    try {
      admission.send(new Payload.Bytes(delta), repo.root());
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      failure = e;
    }
    failure = confirmed(repo, failure);
    if (failure == null) {
      metrics.sent(delta.length);
      metrics.wentStored();
      return true;
    }
    if (failure.code() == ErrorCode.TOO_LARGE) {
      logbook.add(new Fact.PieceTooLarge(logbook.now(), delta.length));
    } else if (!RepoImport.isRefusal(failure)) {
      throw failure;
    }
    // Such as a record that says what an older one said: its block is not among the new ones.
    return false;
  }

  private byte[] keptBytes(int count) throws StreamingException {
    StoredItem kept = storage.open(keptName());
    if (kept == null) {
      throw new StreamingException(
          ErrorCode.STORAGE_FAILED, ErrorContext.of("send kept copy").about(keptName()), "it is gone");
    }
    try {
      byte[] bytes = new byte[count];
      kept.read(0, bytes, 0, count);
      return bytes;
    } finally {
      kept.close();
    }
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
    return repo.recordCount() > maxWholeRecords && !logbook.state().isEarlierRoot(imports.ask().head());
  }

  /** A live upload of the repo ended so; null when it went well. What is kept was checked, whatever became of it. */
  void afterLive(RepoSummary repo, StreamingException failureOrNull) throws StreamingException {
    afterWhole(repo, confirmed(repo, failureOrNull), null);
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
