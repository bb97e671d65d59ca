package portage.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.transfer.BlobItem;

/**
 * The blobs of one round: those that wait to be kept here, and those that are kept and wait to be sent. Shared by the
 * workers of both pools, which wait here for their next one.
 *
 * <p>Largest first, so that the last ones are short; but as long as the target takes no blobs yet, smallest first, so that
 * many are ready when it does and the large ones can go straight through.
 */
final class BlobQueues {
  private static final Comparator<BlobItem> BY_SIZE =
      Comparator.comparingLong(BlobQueues::sizeBytes).thenComparing(blob -> blob.cid().toString());

  /** One of which nobody said how large it is may be the largest. */
  private static long sizeBytes(BlobItem blob) {
    return blob.claimedBytes() < 0 ? Long.MAX_VALUE : blob.claimedBytes();
  }

  private final TreeSet<BlobItem> toKeep = new TreeSet<>(BY_SIZE);
  private final TreeSet<BlobItem> toSend = new TreeSet<>(BY_SIZE);
  private final long mostBeforeOpen;
  private final Set<BlobItem> offered = new HashSet<>();
  private final Map<String, BlobProblem> problems = new LinkedHashMap<>();
  /** What the target asks for; null before it was asked, and then no more will be offered. */
  private Set<BlobItem> wanted;
  private int beingKept;
  private StreamingException failure;

  /** Blobs of more than {@code mostBeforeOpen} bytes wait until the target takes blobs. */
  BlobQueues(long mostBeforeOpen) {
    this.mostBeforeOpen = mostBeforeOpen;
  }

  /** More to be kept; those that were offered before are left out. */
  synchronized void offer(Collection<BlobItem> blobs) {
    for (BlobItem blob : blobs) {
      if (offered.add(blob)) {
        toKeep.add(blob);
      }
    }
    notifyAll();
  }

  /**
   * The target takes blobs now, these; no more will be offered. Blobs that could not be kept so far matter only when the
   * target asks for them.
   */
  synchronized void open(Set<BlobItem> wantedBlobs) {
    wanted = wantedBlobs;
    toSend.removeIf(blob -> !wantedBlobs.contains(blob));
    Set<String> cids = new HashSet<>();
    for (BlobItem blob : wantedBlobs) {
      cids.add(blob.cid().toString());
    }
    problems.keySet().retainAll(cids);
    notifyAll();
  }

  /** The next blob to be kept, or null when there is none any more. Followed by one of the outcomes below. */
  synchronized BlobItem nextToKeep() throws StreamingException {
    while (failure == null && wanted == null && !hasSmall(toKeep, mostBeforeOpen)) {
      await();
    }
    if (failure != null || toKeep.isEmpty()) {
      return null;
    }
    beingKept++;
    return wanted == null ? toKeep.pollFirst() : toKeep.pollLast();
  }

  /** As {@link #nextToKeep}, but only one that claims to be of at most {@code mostBytes}; the smallest. */
  synchronized BlobItem nextSmallToKeep(long mostBytes) throws StreamingException {
    while (failure == null && !hasSmall(toKeep, mostBytes) && wanted == null) {
      await();
    }
    if (failure != null || !hasSmall(toKeep, mostBytes)) {
      return null;
    }
    beingKept++;
    return toKeep.pollFirst();
  }

  private static boolean hasSmall(TreeSet<BlobItem> blobs, long mostBytes) {
    return !blobs.isEmpty() && sizeBytes(blobs.first()) <= mostBytes;
  }

  /** A blob is kept and checked. */
  synchronized void kept(BlobItem blob) {
    beingKept--;
    if (wanted == null || wanted.contains(blob)) {
      toSend.add(blob);
    }
    notifyAll();
  }

  /** A blob went to the target while it arrived. */
  synchronized void wentThrough() {
    beingKept--;
    notifyAll();
  }

  /** A blob cannot be kept; the others go on. */
  synchronized void notKept(BlobItem blob, BlobProblem problem) {
    beingKept--;
    if (wanted == null || wanted.contains(blob)) {
      problems.put(problem.cid(), problem);
    }
    notifyAll();
  }

  /** The next blob to be sent, or null when there is none any more. */
  synchronized BlobItem nextToSend() throws StreamingException {
    while (failure == null && (wanted == null || toSend.isEmpty() && (beingKept > 0 || !toKeep.isEmpty()))) {
      await();
    }
    return failure != null ? null : toSend.pollLast();
  }

  /** As {@link #nextToSend}, but only one that claims to be of at most {@code mostBytes}; the smallest. */
  synchronized BlobItem nextSmallToSend(long mostBytes) throws StreamingException {
    while (failure == null
        && (wanted == null || !hasSmall(toSend, mostBytes) && (beingKept > 0 || !toKeep.isEmpty()))) {
      await();
    }
    return failure != null || !hasSmall(toSend, mostBytes) ? null : toSend.pollFirst();
  }

  /** A blob cannot be sent; the others go on. */
  synchronized void notSent(BlobProblem problem) {
    problems.put(problem.cid(), problem);
  }

  /** Something that the other blobs would meet too: nobody gets a next one. The first failure is the one that counts. */
  synchronized void fail(StreamingException e) {
    if (failure == null) {
      failure = e;
    }
    notifyAll();
  }

  /** True when the target asks for this blob; false also while it was not asked. */
  synchronized boolean isWanted(BlobItem blob) {
    return wanted != null && wanted.contains(blob);
  }

  /** What went wrong for all, or null. */
  synchronized StreamingException failure() {
    return failure;
  }

  /** What could not be moved so far. */
  synchronized List<BlobProblem> problems() {
    return new ArrayList<>(problems.values());
  }

  private void await() throws StreamingException {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("wait for a blob"), "interrupted", e);
    }
  }
}
