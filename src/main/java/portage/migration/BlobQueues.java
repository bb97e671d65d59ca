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
 * many are ready when it does and the large ones can go straight through. No more than some large ones are on either way at
 * once; whoever is free beyond that takes a small one.
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
  private final long smallBytes;
  private final int mostLarge;
  private final Set<BlobItem> offered = new HashSet<>();
  private final Map<String, BlobProblem> problems = new LinkedHashMap<>();
  /** What the target asks for; null before it was asked, and then no more will be offered. */
  private Set<BlobItem> wanted;
  private int beingKept;
  private int largeBeingKept;
  private int largeBeingSent;
  private StreamingException failure;

  /**
   * @param mostBeforeOpen larger ones wait until the target takes blobs
   * @param smallBytes what is larger is a large one
   * @param mostLarge how many large ones may be kept, and how many sent, at once; at least 1
   */
  BlobQueues(long mostBeforeOpen, long smallBytes, int mostLarge) {
    this.mostBeforeOpen = mostBeforeOpen;
    this.smallBytes = smallBytes;
    this.mostLarge = mostLarge;
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
    while (failure == null && !mayKeep() && (wanted == null || !toKeep.isEmpty())) {
      await();
    }
    if (failure != null || toKeep.isEmpty()) {
      return null;
    }
    BlobItem blob = wanted == null || largeBeingKept == mostLarge ? toKeep.pollFirst() : toKeep.pollLast();
    beingKept++;
    largeBeingKept += isLarge(blob) ? 1 : 0;
    return blob;
  }

  private boolean mayKeep() {
    return !toKeep.isEmpty()
        && (wanted != null || sizeBytes(toKeep.first()) <= mostBeforeOpen)
        && (largeBeingKept < mostLarge || !isLarge(toKeep.first()));
  }

  private boolean isLarge(BlobItem blob) {
    return sizeBytes(blob) > smallBytes;
  }

  /** A blob is kept and checked. */
  synchronized void kept(BlobItem blob) {
    wasKept(blob);
    if (wanted == null || wanted.contains(blob)) {
      toSend.add(blob);
    }
    notifyAll();
  }

  /** A blob went to the target while it arrived. */
  synchronized void wentThrough(BlobItem blob) {
    wasKept(blob);
    notifyAll();
  }

  private void wasKept(BlobItem blob) {
    beingKept--;
    largeBeingKept -= isLarge(blob) ? 1 : 0;
  }

  /** A blob cannot be kept; the others go on. */
  synchronized void notKept(BlobItem blob, BlobProblem problem) {
    wasKept(blob);
    if (wanted == null || wanted.contains(blob)) {
      problems.put(problem.cid(), problem);
    }
    notifyAll();
  }

  /** The next blob to be sent, or null when there is none any more. Followed by {@link #sent} or {@link #notSent}. */
  synchronized BlobItem nextToSend() throws StreamingException {
    while (failure == null && !maySend() && !isAllSentOrUnderWay()) {
      await();
    }
    if (failure != null || toSend.isEmpty()) {
      return null;
    }
    BlobItem blob = largeBeingSent == mostLarge ? toSend.pollFirst() : toSend.pollLast();
    largeBeingSent += isLarge(blob) ? 1 : 0;
    return blob;
  }

  private boolean maySend() {
    return wanted != null && !toSend.isEmpty() && (largeBeingSent < mostLarge || !isLarge(toSend.first()));
  }

  private boolean isAllSentOrUnderWay() {
    return wanted != null && toSend.isEmpty() && beingKept == 0 && toKeep.isEmpty();
  }

  /** The target holds a blob. */
  synchronized void sent(BlobItem blob) {
    largeBeingSent -= isLarge(blob) ? 1 : 0;
    notifyAll();
  }

  /** A blob cannot be sent; the others go on. */
  synchronized void notSent(BlobItem blob, BlobProblem problem) {
    problems.put(problem.cid(), problem);
    sent(blob);
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
