package portage.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.Task;
import portage.transfer.BlobItem;
import portage.transfer.Slots;
import portage.transfer.TransferProfile;

/**
 * Two overlapping pools, one that keeps blobs here and one that sends them on, each as wide as brings the most. Fetching
 * may begin before the target takes blobs. A blob that cannot move is named, and the others go on.
 */
final class BlobPools {
  /**
   * How many blobs more may be under way to a server where requests share a connection (HTTP/2), small ones. Over HTTP/1.1 a
   * browser opens six connections to a host, which the profile accounts for.
   */
  private static final int MORE_OVER_HTTP2 = 11;

  /** One blob's way from one place to the next; its size in bytes. */
  interface Transfer {
    long run(BlobItem blob) throws StreamingException;
  }

  private final BlobMover mover;
  private final RetryPolicy retry;
  private final CancelSignal signal;
  private final BlobProgress progress;
  private final MetricsCollector metrics;
  private final BlobQueues queues;
  private final UploadGate gate;
  private final LiveChoice live;
  private final int mostDownloads;
  private final int mostUploads;
  private final Slots downloads;
  private final Slots uploads;
  private final List<Task<Void>> workers = new ArrayList<>();
  private boolean keeping;

  /** Blobs of more than {@code mostBeforeOpen} bytes are not fetched before {@link #finish}. */
  BlobPools(
      BlobMover mover,
      TransferProfile profile,
      RetryPolicy retry,
      Clock clock,
      CancelSignal signal,
      BlobProgress progress,
      MetricsCollector metrics,
      long mostBeforeOpen) {
    this.queues =
        new BlobQueues(mostBeforeOpen, profile.smallBlobBytes(), Math.min(profile.downloads(), profile.uploads()));
    this.mover = mover;
    this.gate = new UploadGate(mover.target().quota(), queues, clock, signal);
    this.retry = retry;
    this.signal = signal;
    this.progress = progress;
    this.metrics = metrics;
    this.mostDownloads = profile.downloads() + (mover.sourceMultiplexes() ? MORE_OVER_HTTP2 : 0);
    this.mostUploads = profile.uploads() + (mover.target().takesLiveBodies() ? MORE_OVER_HTTP2 : 0);
    // No wider than there are workers: halving what nobody uses would slow nothing down.
    this.downloads = new Slots(mostDownloads, clock);
    this.uploads = new Slots(mostUploads, clock);
    this.live = new LiveChoice(mover, queues, gate, downloads);
  }

  /** Begins to fetch {@code blobs}. */
  void begin(Collection<BlobItem> blobs) {
    queues.offer(blobs);
    keep();
  }

  private void keep() {
    if (!keeping) {
      keeping = true;
      start(mostDownloads, this::keepAll);
    }
  }

  private void start(int count, Task.Body<Void> work) {
    for (int i = 0; i < count; i++) {
      workers.add(Task.start(work));
    }
  }

  /**
   * Fetches and sends what the target asks for, and returns what could not be moved.
   *
   * @throws StreamingException for what the other blobs would meet too: the network, the session, the disk
   */
  List<BlobProblem> finish(Set<BlobItem> wanted) throws StreamingException {
    // Before the workers begin: what is wanted may go straight through.
    queues.offer(wanted);
    queues.open(wanted);
    keep();
    progress.left(queues.problems().size());
    start(mostUploads, this::sendAll);
    awaitWorkers();
    if (queues.failure() != null) {
      throw queues.failure();
    }
    return queues.problems();
  }

  /** Ends all work, because of {@code reason}; returns when nothing runs any more. */
  void stop(StreamingException reason) {
    queues.fail(reason);
    try {
      awaitWorkers();
    } catch (StreamingException e) {
      // Whoever stops the pools has a better reason at hand.
    }
  }

  private void awaitWorkers() throws StreamingException {
    StreamingException first = null;
    for (Task<Void> worker : workers) {
      try {
        worker.await();
      } catch (StreamingException e) {
        first = first == null ? e : first;
      }
    }
    workers.clear();
    if (first != null) {
      throw first;
    }
  }

  private Void keepAll() throws StreamingException {
    while (keepInItsPlace()) {
      // until there is none any more
    }
    return null;
  }

  /** The place comes first: blobs that wait for one would leave their order. */
  private boolean keepInItsPlace() throws StreamingException {
    downloads.enter();
    try {
      return keepNext();
    } finally {
      downloads.leave();
    }
  }

  private boolean keepNext() throws StreamingException {
    BlobItem blob = queues.nextToKeep();
    if (blob == null) {
      return false;
    }
    StreamingException failure = outcome(blob, this::fetch);
    if (failure != null && isAboutThisBlob(failure)) {
      metrics.failed(failure.code());
      queues.notKept(blob, mover.problem(blob, failure));
      progress.left(queues.problems().size());
    } else if (failure != null) {
      queues.fail(failure);
    }
    return true;
  }

  /** Keeps the blob, or sends it on while it arrives; tells the queues which. */
  private long fetch(BlobItem blob) throws StreamingException {
    if (mover.isKept(blob)) {
      queues.kept(blob);
      return 0;
    }
    if (live.suits(blob)) {
      return moveLive(blob);
    }
    long sizeBytes = attempt(blob, downloads, mover::keep);
    progress.fetched();
    if (!mover.keepsNoCopies()) {
      queues.kept(blob);
      return sizeBytes;
    }
    // Sent here and now, so that no more copies than downloads take up room.
    send(blob);
    queues.wentThrough(blob);
    return sizeBytes;
  }

  /** Takes no place among the uploads: where this works, requests share a connection. */
  private long moveLive(BlobItem blob) throws StreamingException {
    StreamingException failure;
    try {
      long sizeBytes = attempt(blob, downloads, mover::move);
      progress.fetched();
      progress.moved();
      queues.wentThrough(blob);
      return sizeBytes;
    } catch (StreamingException e) {
      failure = e;
    }
    if (!gate.isShutBy(failure) || !mover.isKept(blob)) {
      throw failure;
    }
    progress.fetched();
    queues.kept(blob);
    return blob.claimedBytes();
  }

  private Void sendAll() throws StreamingException {
    while (sendInItsPlace()) {
      // until there is none any more
    }
    return null;
  }

  private boolean sendInItsPlace() throws StreamingException {
    uploads.enter();
    try {
      return sendNext();
    } finally {
      uploads.leave();
    }
  }

  private boolean sendNext() throws StreamingException {
    BlobItem blob = queues.nextToSend();
    if (blob == null) {
      return false;
    }
    StreamingException failure = outcome(blob, this::send);
    if (failure != null && isAboutThisBlob(failure)) {
      metrics.failed(failure.code());
      queues.notSent(blob, mover.problem(blob, failure));
      progress.left(queues.problems().size());
    } else if (failure != null) {
      queues.fail(failure);
    } else {
      queues.sent(blob);
    }
    return true;
  }

  private long send(BlobItem blob) throws StreamingException {
    long sizeBytes = gate.pass(blob, each -> attempt(each, uploads, mover::send));
    progress.moved();
    return sizeBytes;
  }

  /** Tries a transfer until it succeeds or fails for good; the pool learns from each try. */
  private long attempt(BlobItem blob, Slots slots, Transfer transfer) throws StreamingException {
    long sizeBytes = retry.run(signal, attempt -> {
      RecoverableStreamingException trouble;
      try {
        return transfer.run(blob);
      } catch (RecoverableStreamingException e) {
        trouble = e;
      }
      if (trouble.strategy() instanceof RecoveryStrategy.RetryAfter) {
        slots.troubled();
      }
      throw trouble;
    });
    slots.finished(sizeBytes);
    return sizeBytes;
  }

  /** Null when all went well. Whatever goes wrong is told to the queues: the other workers wait for their word. */
  private static StreamingException outcome(BlobItem blob, Transfer transfer) {
    try {
      transfer.run(blob);
      return null;
    } catch (StreamingException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new StreamingException(
          ErrorCode.INTERNAL, ErrorContext.of("move blob").about(blob.cid().toString()), e.toString(), e);
    }
  }

  private boolean isAboutThisBlob(StreamingException e) {
    return switch (e.code()) {
      case BLOB_MISSING_AT_SOURCE, BLOB_CORRUPT, TOO_LARGE, REFUSED -> true;
      // What the others take up is free again once they are sent.
      case STORAGE_FULL -> mover.keepsNoCopies();
      default -> false;
    };
  }
}
