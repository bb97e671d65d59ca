package portage.migration;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.repo.KeptRepo;
import portage.repo.RepoPiece;
import portage.repo.RepoPieces;
import portage.repo.RepoPrefix;
import portage.stream.Payload;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.PieceSize;
import portage.transfer.RepoImport;

/**
 * Sends the kept repo in pieces. Before each, the target's head says which of them it holds, so that a lost answer, a reload
 * or a piece that lands late costs at most one piece sent twice.
 */
final class RepoPiecesStep {
  /** How often the target may say yes to a piece that it does not hold then. */
  private static final int MAX_EMPTY_YESES = 3;

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final RepoImport imports;
  private final RetryPolicy retry;
  private final Clock clock;
  private final MetricsCollector metrics;

  RepoPiecesStep(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      RepoImport imports,
      RetryPolicy retry,
      Clock clock,
      MetricsCollector metrics) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.imports = imports;
    this.retry = retry;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Returns null once the target's head is that of the repo, or why it does not want pieces.
   *
   * @throws StreamingException {@code STORAGE_FAILED} when the kept copy is no longer what was checked; it is removed then,
   *     so that the next try reads it anew
   */
  StreamingException run(RepoSummary repo, String keptName) throws StreamingException {
    StoredItem kept = storage.open(keptName);
    if (kept == null) {
      throw damaged(keptName, "it is gone");
    }
    StreamingException failure;
    try {
      return new Sending(repo, kept).run();
    } catch (StreamingException e) {
      failure = e;
    } finally {
      kept.close();
    }
    if (isAboutKeptCopy(failure)) {
      storage.delete(keptName);
      throw damaged(keptName, failure.getMessage());
    }
    throw failure;
  }

  private static boolean isAboutKeptCopy(StreamingException e) {
    return e.code() == ErrorCode.REPO_CORRUPT || e.code() == ErrorCode.REPO_TRUNCATED
        || e.code() == ErrorCode.STORAGE_FAILED;
  }

  private static StreamingException damaged(String keptName, String detail) {
    return new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read kept repo").about(keptName), detail);
  }

  private RepoPieceLog log() {
    return logbook.state().pieces();
  }

  /** One run through the pieces of one repo. */
  private final class Sending {
    private final RepoSummary repo;
    private final RepoPieces pieces;
    private final PieceSize size;
    /** What the target is believed to hold; null when that is not known. */
    private RepoPrefix base;
    /** Whether that is so by its answer to the last piece. */
    private boolean saidYes;
    /** Why it does not want pieces, or null. */
    private StreamingException refusal;
    private int emptyYeses;

    Sending(RepoSummary repo, StoredItem kept) throws StreamingException {
      this.repo = repo;
      this.pieces = new RepoPieces(KeptRepo.open(kept), cid(repo.root()));
      this.size = new PieceSize(log().lastPieceRecords(), log().tooLargeBytes());
    }

    StreamingException run() throws StreamingException {
      while (retry.run(parties.signal(), attempt -> sendNext()) == Progress.UNDER_WAY) {
        parties.signal().throwIfCancelled("import");
      }
      return refusal;
    }

    /** Asks where the target stands and sends what comes next; a failure that may pass is thrown for another try. */
    private Progress sendNext() throws StreamingException {
      RepoImport.Admission admission = imports.ask();
      String head = admission.head();
      if (head.equals(repo.root())) {
        landed(repo.recordCount());
        return Progress.THROUGH;
      }
      stand(head);
      RepoPiece piece = pieces.next(base, size.records(), size.bytes());
      String root = piece.end().root().toString();
      logbook.add(new Fact.PieceBegun(logbook.now(), root, piece.end().records()));
      long begun = clock.millis();
      StreamingException failure = failureOf(admission, piece);
      if (failure == null) {
        metrics.sent(piece.car().length);
        size.took(piece, clock.millis() - begun);
        base = piece.end();
        saidYes = true;
        return Progress.UNDER_WAY; // the next round asks whether it is true
      }
      if (failure.code() == ErrorCode.TOO_LARGE && piece.records() > 1) {
        logbook.add(new Fact.PieceTooLarge(logbook.now(), piece.car().length));
        size.tooLarge(piece.car().length);
        return Progress.UNDER_WAY;
      }
      if (failure.code() == ErrorCode.UNREACHABLE) {
        size.broke(piece);
        throw failure;
      }
      if (RepoImport.isTimeOut(failure)) {
        size.tooSlow(piece);
        throw again(failure);
      }
      if (RepoImport.isRefusal(failure)) {
        // Perhaps because it holds another piece by now than it did when it was asked.
        if (imports.ask().head().equals(head)) {
          logbook.add(new Fact.PiecesRefused(logbook.now()));
          refusal = failure;
          return Progress.REFUSED;
        }
        return Progress.UNDER_WAY;
      }
      throw failure;
    }

    /** Goes to where the target is. */
    private void stand(String head) throws StreamingException {
      if (base != null && base.root() != null && base.root().toString().equals(head)) {
        emptyYeses = 0;
      } else {
        if (saidYes && ++emptyYeses == MAX_EMPTY_YESES) {
          throw new StreamingException(
              ErrorCode.IMPORT_REFUSED,
              ErrorContext.of("com.atproto.repo.importRepo").at(parties.target().origin().host()),
              "the server said yes but holds another commit");
        }
        base = prefixOf(head);
      }
      saidYes = false;
      landed(base.records());
    }

    private StreamingException failureOf(RepoImport.Admission admission, RepoPiece piece) {
      try {
        admission.send(new Payload.Bytes(piece.car()), piece.end().root().toString());
        return null;
      } catch (StreamingException e) {
        return e;
      }
    }

    /** Believed only if the prefix that the journal names really has that head. */
    private RepoPrefix prefixOf(String head) throws StreamingException {
      long records = log().recordsAt(head);
      if (records > 0) {
        RepoPrefix prefix = pieces.prefix(records);
        if (prefix.root().toString().equals(head)) {
          return prefix;
        }
      }
      return pieces.start();
    }

    private void landed(long records) throws StreamingException {
      if (records > 0 && records != log().landedRecords()) {
        logbook.add(new Fact.PieceLanded(logbook.now(), records));
      }
    }
  }

  /** How it stands after a piece. */
  private enum Progress { UNDER_WAY, THROUGH, REFUSED }

  private static StreamingException again(StreamingException failure) {
    return new RecoverableStreamingException(
        failure.code(), failure.context(), failure.detail(), new RecoveryStrategy.RetryAfter(-1), failure);
  }

  private static Cid cid(String text) throws StreamingException {
    try {
      return Cid.parse(text);
    } catch (MalformedException e) {
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("send repo"), "a journal without a root", e);
    }
  }
}
