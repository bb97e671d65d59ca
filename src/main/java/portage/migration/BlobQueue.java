package portage.migration;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import portage.transfer.BlobItem;

/** Blobs that wait for a worker. */
final class BlobQueue {
  private final Deque<BlobItem> waiting;

  BlobQueue(Collection<BlobItem> blobs) {
    waiting = new ArrayDeque<>(blobs);
  }

  /** The next one, or null when none is left. */
  synchronized BlobItem next() {
    return waiting.poll();
  }

  /** Nobody gets any more. */
  synchronized void drop() {
    waiting.clear();
  }
}
