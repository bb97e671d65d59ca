package portage.archive;

import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.Task;
import portage.transfer.BlobCheck;
import portage.transfer.BlobItem;
import portage.transfer.Slots;

/** Fetches blobs from the nearest place that has them, checked against their CIDs; those of {@link BlobsAhead} into memory. */
final class BlobFetch {
  /** One blob's way from one place. */
  interface Way {
    /** Runs it; tried again where another try may help. */
    void from(BlobPlace place) throws StreamingException;
  }

  private final BlobsAhead ahead;
  private final List<BlobPlace> places;
  private final BackupSurroundings around;
  private final MetricsCollector metrics;
  private final CancelSignal signal;
  private final Slots slots;
  private final List<Task<Void>> workers = new ArrayList<>();

  /** {@code places}: the nearest first. */
  BlobFetch(
      BlobsAhead ahead,
      List<BlobPlace> places,
      BackupSurroundings around,
      MetricsCollector metrics,
      CancelSignal signal) {
    this.ahead = ahead;
    this.places = places;
    this.around = around;
    this.metrics = metrics;
    this.signal = signal;
    this.slots = new Slots(around.profile().downloads(), around.clock());
  }

  /** Begins. */
  void start() {
    for (int i = 0; i < around.profile().downloads(); i++) {
      workers.add(Task.start(this::fetchAll));
    }
  }

  /** Returns when nobody fetches any more; everybody was told to end before, or has nothing left to do. */
  void awaitEnd() {
    for (Task<Void> worker : workers) {
      awaitEnd(worker);
    }
    workers.clear();
  }

  private static void awaitEnd(Task<Void> worker) {
    try {
      worker.await();
    } catch (StreamingException e) {
      // Whoever writes the file has heard of it.
    }
  }

  private Void fetchAll() {
    StreamingException failure = workThrough();
    if (failure != null) {
      ahead.fail(failure);
    }
    return null;
  }

  private StreamingException workThrough() {
    try {
      for (BlobItem blob = ahead.nextToFetch(); blob != null; blob = ahead.nextToFetch()) {
        fetch(blob);
      }
      return null;
    } catch (StreamingException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("fetch blobs"), e.toString(), e);
    }
  }

  private void fetch(BlobItem blob) throws StreamingException {
    StreamingException failure = tryEach(blob, place -> readAhead(blob, place));
    if (failure != null) {
      ahead.isAbsent(blob, failure);
    }
  }

  private void readAhead(BlobItem blob, BlobPlace place) throws StreamingException {
    List<DataChunk> chunks = read(blob, place);
    if (chunks == null) {
      ahead.isLarge(blob);
    } else {
      ahead.arrived(blob, chunks);
    }
  }

  /**
   * Tries one place after the other. Null when it went well at one of them, else why the blob cannot be had.
   *
   * @throws StreamingException for what the other blobs would meet too: the network, the disk
   */
  StreamingException tryEach(BlobItem blob, Way way) throws StreamingException {
    StreamingException failure = null;
    for (BlobPlace place : places) {
      failure = failureAt(place, way);
      if (failure == null) {
        return null;
      }
      if (!isAboutBlob(failure, place)) {
        throw failure;
      }
    }
    metrics.failed(failure.code());
    return failure;
  }

  private StreamingException failureAt(BlobPlace place, Way way) throws StreamingException {
    slots.enter();
    try {
      around.retry().run(signal, attempt -> {
        runOnce(place, way);
        return null;
      });
      return null;
    } catch (StreamingException e) {
      return e;
    } finally {
      slots.leave();
    }
  }

  private void runOnce(BlobPlace place, Way way) throws StreamingException {
    RecoverableStreamingException trouble;
    try {
      way.from(place);
      return;
    } catch (RecoverableStreamingException e) {
      trouble = e;
    }
    if (trouble.strategy() instanceof RecoveryStrategy.RetryAfter) {
      slots.troubled();
    }
    throw trouble;
  }

  private static boolean isAboutBlob(StreamingException e, BlobPlace place) {
    return switch (e.code()) {
      case BLOB_MISSING_AT_SOURCE, BLOB_CORRUPT, REFUSED, SERVER_FAILED, BAD_ANSWER -> true;
      // A copy that cannot be read is no reason not to ask the server.
      case STORAGE_FAILED, BACKUP_DAMAGED, BACKUP_GONE -> !place.isFar();
      default -> false;
    };
  }

  /** Its bytes, or null when they are more than was said. */
  private List<DataChunk> read(BlobItem blob, BlobPlace place) throws StreamingException {
    long most = ahead.mostBytes(blob);
    BlobCheck check = check(blob, place);
    List<DataChunk> chunks = new ArrayList<>();
    ByteStream stream = open(blob, place);
    try {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        if (check.sizeBytes() + chunk.sizeBytes() > most) {
          return null;
        }
        DataChunk kept = chunk.kept();
        double begun = metrics.now();
        check.push(kept);
        metrics.verifiedSince(begun);
        chunks.add(kept);
      }
    } finally {
      stream.close();
    }
    check.finish(null);
    slots.finished(check.sizeBytes());
    return chunks;
  }

  BlobCheck check(BlobItem blob, BlobPlace place) throws StreamingException {
    return new BlobCheck(blob.cid(), place.host(), around.hashes().begin());
  }

  /** The blob as it comes; what crosses a network is counted. */
  ByteStream open(BlobItem blob, BlobPlace place) throws StreamingException {
    ByteStream stream = place.source().download(blob);
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        signal.throwIfCancelled("fetch blob");
        DataChunk chunk = stream.read();
        if (chunk != null && place.isFar()) {
          metrics.received(chunk.sizeBytes());
        }
        return chunk;
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }
}
