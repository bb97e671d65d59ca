package portage.migration;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.Task;
import portage.transfer.BlobCheck;
import portage.transfer.BlobItem;
import portage.transfer.BlobTarget;
import portage.transfer.SyncOrchestrator;

/** Moves one blob at a time, once: keeps it here, sends what is kept, or both at the same time; and keeps the journal. */
final class BlobMover {
  private final BlobRoute route;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final LimitSource limits;

  /** Asks the target what it takes, once. */
  interface LimitSource {
    BlobLimit limit() throws StreamingException;
  }

  BlobMover(
      BlobRoute route, Logbook logbook, StorageBackend storage, SyncOrchestrator orchestrator, LimitSource limits) {
    this.route = route;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.limits = limits;
  }

  /**
   * True when a checked copy is here from before; then {@code blob} knows the type that the source gave it. What was kept
   * may have been evicted since; what was kept just before the page went away may be here without a word in the journal,
   * and is hashed once more.
   */
  boolean isKept(BlobItem blob) throws StreamingException {
    Fact.BlobKept fact = logbook.state().keptBlob(blob.cid().toString());
    if (fact == null) {
      return isKeptWithoutAWord(blob);
    }
    StoredItem item = storage.open(name(blob));
    if (item == null) {
      return false;
    }
    boolean whole = item.sizeBytes() == fact.sizeBytes();
    item.close();
    blob.keptAs(fact.contentType());
    return whole;
  }

  private boolean isKeptWithoutAWord(BlobItem blob) throws StreamingException {
    KeptBlobs.Copy copy = new KeptBlobs(storage, route.did().toString(), route.hashes()).look(blob);
    if (copy.condition() != KeptBlobs.Condition.WHOLE) {
      return false;
    }
    noteKept(blob, copy.sizeBytes());
    return true;
  }

  /** True when a copy goes as soon as the target holds the blob. */
  boolean keepsNoCopies() {
    return logbook.state().areCopiesGivenUp();
  }

  /** Fetches, checks and keeps a blob; its size in bytes. */
  long keep(BlobItem blob) throws StreamingException {
    BlobCheck check = check(blob);
    return dropIfCorrupt(blob, () -> {
      orchestrator.keep(blob, name(blob), route.source(), check);
      noteKept(blob, check.sizeBytes());
      return check.sizeBytes();
    });
  }

  /** Sends the kept copy; its size in bytes. A copy that the target takes for another blob is dropped. */
  long send(BlobItem blob) throws StreamingException {
    long sizeBytes = logbook.state().keptBlob(blob.cid().toString()).sizeBytes();
    limits.limit().check(blob, sizeBytes);
    return dropIfCorrupt(blob, () -> {
      orchestrator.sendKept(blob, name(blob), target());
      noteMoved(blob, sizeBytes);
      return sizeBytes;
    });
  }

  /** Keeps a blob and sends it while it arrives; its size in bytes. What an earlier try has kept is only sent. */
  long move(BlobItem blob) throws StreamingException {
    if (isKept(blob)) {
      return send(blob);
    }
    BlobCheck check = check(blob);
    StreamingException failure;
    try {
      return dropIfCorrupt(blob, () -> {
        orchestrator.syncWithTee(blob, name(blob), route.source(), target(), check);
        noteKept(blob, check.sizeBytes());
        noteMoved(blob, check.sizeBytes());
        return check.sizeBytes();
      });
    } catch (StreamingException e) {
      failure = e;
    }
    if (check.isKept() && failure.code() != ErrorCode.BLOB_CORRUPT) {
      noteKept(blob, check.sizeBytes());
    }
    throw failure;
  }

  /** A copy that turns out to be of something else is not left to be sent again. */
  private long dropIfCorrupt(BlobItem blob, Task.Body<Long> transfer) throws StreamingException {
    StreamingException corrupt;
    try {
      return transfer.run();
    } catch (StreamingException e) {
      if (e.code() != ErrorCode.BLOB_CORRUPT) {
        throw e;
      }
      corrupt = e;
    }
    route.damaged().accept(blob);
    storage.delete(name(blob));
    throw corrupt;
  }

  /** The problem that {@code e} is for this blob. */
  BlobProblem problem(BlobItem blob, StreamingException e) {
    Fact.BlobKept kept = logbook.state().keptBlob(blob.cid().toString());
    long sizeBytes = kept == null ? blob.claimedBytes() : kept.sizeBytes();
    return new BlobProblem(blob.cid().toString(), blob.recordPath(), sizeBytes, e.code());
  }

  private void noteKept(BlobItem blob, long sizeBytes) throws StreamingException {
    logbook.note(new Fact.BlobKept(logbook.now(), blob.cid().toString(), sizeBytes, blob.contentType()));
  }

  private void noteMoved(BlobItem blob, long sizeBytes) throws StreamingException {
    logbook.note(new Fact.BlobMoved(logbook.now(), blob.cid().toString(), sizeBytes));
    if (keepsNoCopies()) {
      storage.delete(name(blob));
    }
  }

  /** How fast the last item of some size came from the source; 0 when there was none. */
  double bytesPerSecond() {
    return orchestrator.bytesPerSecond();
  }

  /** True when requests to the source share a connection, so that many small ones do not wait for each other. */
  boolean sourceMultiplexes() {
    return route.sourceProbe().streams();
  }

  private BlobCheck check(BlobItem blob) throws StreamingException {
    return new BlobCheck(blob.cid(), route.sourceHost(), route.hashes().begin());
  }

  private String name(BlobItem blob) {
    return KeptCopies.blobPrefix(route.did().toString()) + blob.cid();
  }

  BlobTarget target() {
    return route.target();
  }
}
