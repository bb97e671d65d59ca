package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.Task;
import portage.transfer.BlobItem;

@Timeout(20)
class BlobQueuesTest {
  private static final BlobItem SMALL = blob(1, 1_000);
  private static final BlobItem MIDDLE = blob(2, 50_000);
  private static final BlobItem LARGE = blob(3, 9_000_000);
  private static final BlobItem UNKNOWN = blob(4, -1);

  private final BlobQueues queues = new BlobQueues(Long.MAX_VALUE, 100_000, 5);

  private static BlobItem blob(int number, long claimedBytes) {
    Cid cid = Cid.of(Cid.RAW, Sha256.hash(new byte[] {(byte) number}));
    return new BlobItem(cid, "app.bsky.feed.post/" + number, claimedBytes, "image/jpeg");
  }

  private static BlobProblem problem(BlobItem blob) {
    return new BlobProblem(blob.cid().toString(), blob.recordPath(), blob.claimedBytes(), ErrorCode.BLOB_CORRUPT);
  }

  @Test
  void smallestFirstUntilTheTargetTakesBlobsThenLargest() throws Exception {
    queues.offer(List.of(LARGE, SMALL, MIDDLE, UNKNOWN));
    assertSame(SMALL, queues.nextToKeep());
    queues.open(Set.of(SMALL, MIDDLE, LARGE, UNKNOWN));
    assertSame(UNKNOWN, queues.nextToKeep(), "perhaps the largest");
    assertSame(LARGE, queues.nextToKeep());
    assertSame(MIDDLE, queues.nextToKeep());
    assertNull(queues.nextToKeep());
  }

  @Test
  void largeOnesWaitUntilTheTargetTakesBlobs() throws Exception {
    BlobQueues held = new BlobQueues(100_000, 100_000, 5);
    held.offer(List.of(LARGE, SMALL));
    assertSame(SMALL, held.nextToKeep());
    Task<BlobItem> waiting = Task.start(held::nextToKeep);
    held.open(Set.of(LARGE, SMALL));
    assertSame(LARGE, waiting.await());
  }

  @Test
  void theSameBlobIsKeptOnce() throws Exception {
    queues.offer(List.of(SMALL));
    queues.offer(List.of(blob(1, 77), MIDDLE));
    queues.open(Set.of(SMALL, MIDDLE));
    assertSame(MIDDLE, queues.nextToKeep());
    assertSame(SMALL, queues.nextToKeep());
    assertNull(queues.nextToKeep());
  }

  @Test
  void nothingIsSentBeforeTheTargetAsksNorWhatItDoesNotAskFor() throws Exception {
    queues.offer(List.of(SMALL, MIDDLE));
    queues.kept(queues.nextToKeep());
    queues.kept(queues.nextToKeep());
    Task<BlobItem> waiting = Task.start(queues::nextToSend);
    queues.open(Set.of(MIDDLE));
    assertSame(MIDDLE, waiting.await());
    assertNull(queues.nextToSend());
  }

  @Test
  void senderWaitsForWhatIsStillBeingKept() throws Exception {
    queues.offer(List.of(SMALL));
    queues.open(Set.of(SMALL));
    BlobItem taken = queues.nextToKeep();
    Task<BlobItem> waiting = Task.start(queues::nextToSend);
    queues.kept(taken);
    assertSame(SMALL, waiting.await());
    assertNull(queues.nextToSend());
  }

  @Test
  void whatWentStraightThroughIsNotSentAgain() throws Exception {
    queues.offer(List.of(SMALL));
    queues.open(Set.of(SMALL));
    assertSame(SMALL, queues.nextToKeep());
    queues.wentThrough(SMALL);
    assertNull(queues.nextToSend());
  }

  @Test
  void beyondSomeLargeOnesOnlySmallOnesAreGivenOut() throws Exception {
    BlobQueues narrow = new BlobQueues(Long.MAX_VALUE, 100_000, 1);
    narrow.offer(List.of(LARGE, UNKNOWN, SMALL));
    narrow.open(Set.of(LARGE, UNKNOWN, SMALL));
    assertSame(UNKNOWN, narrow.nextToKeep());
    assertSame(SMALL, narrow.nextToKeep(), "the other is large");
    Task<BlobItem> waiting = Task.start(narrow::nextToKeep);
    narrow.kept(SMALL);
    narrow.kept(UNKNOWN);
    assertSame(LARGE, waiting.await());
    narrow.kept(LARGE);

    assertSame(UNKNOWN, narrow.nextToSend());
    assertSame(SMALL, narrow.nextToSend());
    Task<BlobItem> sender = Task.start(narrow::nextToSend);
    narrow.sent(SMALL);
    narrow.notSent(UNKNOWN, problem(UNKNOWN));
    assertSame(LARGE, sender.await());
    assertNull(narrow.nextToSend());
  }

  @Test
  void problemsCountOnlyWhereTheTargetAsks() throws Exception {
    queues.offer(List.of(SMALL, MIDDLE, LARGE));
    queues.notKept(queues.nextToKeep(), problem(SMALL));
    queues.notKept(queues.nextToKeep(), problem(MIDDLE));
    assertFalse(queues.isWanted(SMALL));
    queues.open(Set.of(SMALL, LARGE));
    assertEquals(List.of(problem(SMALL)), queues.problems());
    assertTrue(queues.isWanted(SMALL));
    queues.notKept(queues.nextToKeep(), problem(LARGE));
    assertEquals(List.of(problem(SMALL), problem(LARGE)), queues.problems());
    assertNull(queues.nextToSend());
  }

  @Test
  void failureEndsEverybodysWaiting() throws Exception {
    StreamingException failure = new StreamingException(ErrorCode.UNREACHABLE, ErrorContext.of("test"), null);
    Task<BlobItem> keeper = Task.start(queues::nextToKeep);
    Task<BlobItem> sender = Task.start(queues::nextToSend);
    queues.fail(failure);
    queues.fail(new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("later"), null));
    assertNull(keeper.await());
    assertNull(sender.await());
    assertSame(failure, queues.failure());
  }
}
