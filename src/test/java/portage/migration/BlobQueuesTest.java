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

  private final BlobQueues queues = new BlobQueues(Long.MAX_VALUE);

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
    BlobQueues held = new BlobQueues(100_000);
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
    queues.wentThrough();
    assertNull(queues.nextToSend());
  }

  @Test
  void smallOnesHaveTheirOwnWay() throws Exception {
    queues.offer(List.of(LARGE, UNKNOWN, SMALL));
    queues.open(Set.of(LARGE, UNKNOWN, SMALL));
    assertSame(SMALL, queues.nextSmallToKeep(100_000));
    assertNull(queues.nextSmallToKeep(100_000), "the others are not small");
    queues.kept(SMALL);
    BlobItem large = queues.nextToKeep();
    queues.kept(large);
    queues.kept(queues.nextToKeep());
    assertSame(SMALL, queues.nextSmallToSend(100_000));
    assertNull(queues.nextSmallToSend(100_000));
    assertSame(UNKNOWN, queues.nextToSend());
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
    Task<BlobItem> smallKeeper = Task.start(() -> queues.nextSmallToKeep(10));
    Task<BlobItem> sender = Task.start(queues::nextToSend);
    Task<BlobItem> smallSender = Task.start(() -> queues.nextSmallToSend(10));
    queues.fail(failure);
    queues.fail(new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("later"), null));
    assertNull(keeper.await());
    assertNull(smallKeeper.await());
    assertNull(sender.await());
    assertNull(smallSender.await());
    assertSame(failure, queues.failure());
  }
}
