package portage.archive;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.transfer.BlobItem;
import portage.transfer.TransferProfile;

/**
 * The blobs that are still to be written into a file: those that wait to be fetched, those that are here in memory, and those
 * that are too large for that. A file takes one after the other, so others are fetched meanwhile, several at once; together
 * they never take more memory than the windows of a move do. Shared by those who fetch and the one who writes, all of whom wait
 * here.
 */
final class BlobsAhead {
  /** Of one kind of failure so many in a row are not about the blobs. */
  private static final int MOST_IN_A_ROW = 10;

  /** A blob for the file: its bytes, checked; or why it cannot be had; or neither, when it has to be read into the file at once. */
  record Arrival(BlobItem blob, List<DataChunk> chunksOrNull, StreamingException failureOrNull, long heldBytes) {}

  private final ArrayDeque<BlobItem> waiting = new ArrayDeque<>();
  private final ArrayDeque<BlobItem> large = new ArrayDeque<>();
  private final ArrayDeque<Arrival> arrived = new ArrayDeque<>();
  private final MetricsCollector metrics;
  private final long oneBytes;
  private final long allBytes;
  private long heldBytes;
  private int beingFetched;
  private int failuresInARow;
  private boolean hadOne;
  private StreamingException failure;

  BlobsAhead(Collection<BlobItem> blobs, TransferProfile profile, MetricsCollector metrics) {
    this.metrics = metrics;
    oneBytes = profile.windowBytes();
    allBytes = profile.windowBytes() * profile.downloads();
    for (BlobItem blob : blobs) {
      (blob.claimedBytes() > oneBytes ? large : waiting).add(blob);
    }
  }

  /** Stops waiting for anything as soon as the person gives up; the listener to be removed at the end. */
  Runnable endWith(CancelSignal signal) {
    Runnable listener = () -> fail(new CancelledException("fetch blobs"));
    signal.onCancel(listener);
    return listener;
  }

  /** How many bytes a blob may have that is held in memory. */
  long mostBytes(BlobItem blob) {
    return blob.claimedBytes() < 0 ? oneBytes : blob.claimedBytes();
  }

  /** The next one to be fetched, or null when there is none any more. Followed by {@link #arrived}. */
  synchronized BlobItem nextToFetch() throws StreamingException {
    while (failure == null && !waiting.isEmpty() && heldBytes > 0 && heldBytes + mostBytes(waiting.peek()) > allBytes) {
      await();
    }
    if (failure != null || waiting.isEmpty()) {
      return null;
    }
    BlobItem blob = waiting.poll();
    hold(mostBytes(blob));
    beingFetched++;
    return blob;
  }

  /** It is here. */
  synchronized void arrived(BlobItem blob, List<DataChunk> chunks) {
    noteSuccess();
    arrived.add(new Arrival(blob, chunks, null, mostBytes(blob)));
    beingFetched--;
    notifyAll();
  }

  /** It is larger than was said. */
  synchronized void isLarge(BlobItem blob) {
    hold(-mostBytes(blob));
    large.add(blob);
    beingFetched--;
    notifyAll();
  }

  /** It cannot be had. */
  synchronized void isAbsent(BlobItem blob, StreamingException why) {
    hold(-mostBytes(blob));
    arrived.add(new Arrival(blob, null, why, 0));
    beingFetched--;
    noteFailure(why);
    notifyAll();
  }

  /** One has come: what failed is not everything. */
  synchronized void noteSuccess() {
    failuresInARow = 0;
    hadOne = true;
  }

  /** A server that fails again and again is not to be taken for one that has lost its blobs. */
  synchronized void noteFailure(StreamingException why) {
    if (isServersOwn(why) && ++failuresInARow >= MOST_IN_A_ROW) {
      fail(why);
    }
  }

  private static boolean isServersOwn(StreamingException e) {
    return e.code() == ErrorCode.SERVER_FAILED || e.code() == ErrorCode.BAD_ANSWER;
  }

  /**
   * The next one for the file, or null when there is none any more. One that is here comes first, so that there is room for
   * others. Followed by {@link #written}.
   */
  synchronized Arrival next() throws StreamingException {
    while (failure == null && arrived.isEmpty() && large.isEmpty() && (beingFetched > 0 || !waiting.isEmpty())) {
      await();
    }
    if (failure != null) {
      throw failure;
    }
    if (!arrived.isEmpty()) {
      return arrived.poll();
    }
    return large.isEmpty() ? null : new Arrival(large.poll(), null, null, 0);
  }

  /** Its bytes are in the file and need no memory any more. */
  synchronized void written(Arrival arrival) {
    hold(-arrival.heldBytes());
    notifyAll();
  }

  /** Every one that was asked for failed, and by the server's fault. */
  synchronized boolean isAllFailed() {
    return !hadOne && failuresInARow > 0;
  }

  /** Nobody gets any more. */
  synchronized void fail(StreamingException reason) {
    failure = failure == null ? reason : failure;
    notifyAll();
  }

  /** Room is kept free for a whole blob from the moment on that it is fetched. */
  private void hold(long bytes) {
    heldBytes += bytes;
    metrics.holds(bytes);
  }

  private void await() throws StreamingException {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("fetch blobs"), "interrupted", e);
    }
  }
}
