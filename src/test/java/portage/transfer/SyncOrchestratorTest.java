package portage.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.crypto.Sha256;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryStorage;
import portage.jvm.ThreadTee;
import portage.jvm.FakeClock;
import portage.metrics.MetricsCollector;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.DataSource;
import portage.stream.DataTarget;
import portage.stream.Payload;
import portage.stream.StoredItem;

@Timeout(20)
class SyncOrchestratorTest {
  private static final String NAME = "blob-1";

  private final MemoryStorage storage = new MemoryStorage();
  private final MetricsCollector metrics = new MetricsCollector(new FakeClock(0), 1 << 20, () -> {});
  private final CancelSignal signal = new CancelSignal();
  private final SyncOrchestrator orchestrator =
      new SyncOrchestrator(
          new ThreadTee(), storage, new TransferProfile(1_000, 5_000, 1, 1, 0), metrics, new FakeClock(0), signal);
  private final byte[] bytes = new byte[50_000];
  private final Target target = new Target();
  private final Source source = new Source();

  SyncOrchestratorTest() {
    new Random(1).nextBytes(bytes);
  }

  /** Gives the bytes in pieces of 1 KB, and counts the streams that nobody closed. */
  private final class Source implements DataSource<String> {
    private byte[] given = bytes;
    private StreamingException failureAtEnd;
    private Runnable inTheMiddle = () -> {};
    private int open;

    @Override public ByteStream download(String item) {
      open++;
      return new ByteStream() {
        private int at;
        private boolean closed;

        @Override public DataChunk read() throws StreamingException {
          if (at == given.length) {
            if (failureAtEnd != null) {
              throw failureAtEnd;
            }
            return null;
          }
          if (at >= given.length / 2) {
            inTheMiddle.run();
          }
          int count = Math.min(1_000, given.length - at);
          at += count;
          return new ByteChunk(given, at - count, count);
        }

        @Override public synchronized void close() {
          open -= closed ? 0 : 1;
          closed = true;
        }
      };
    }
  }

  /** Remembers what every upload brought, those that broke off too. */
  private static final class Target implements DataTarget<String> {
    private final List<byte[]> whole = new ArrayList<>();
    private final CountDownLatch firstIsOver = new CountDownLatch(1);
    private volatile int brokenOffBytes = -1;
    private boolean live = true;
    private int liveFailsAfterBytes = Integer.MAX_VALUE;
    private StreamingException failure;

    @Override public Set<String> missing() {
      return Set.of();
    }

    @Override public boolean takesLiveBodies() {
      return live;
    }

    @Override public void upload(String item, Payload body) throws StreamingException {
      try {
        if (body instanceof Payload.Live live) {
          take(live.stream(), liveFailsAfterBytes);
        } else if (failure != null) {
          throw failure;
        } else {
          take(((Payload.Stored) body).item().stream(700), Integer.MAX_VALUE);
        }
      } finally {
        firstIsOver.countDown();
      }
    }

    private void take(ByteStream stream, int failsAfterBytes) throws StreamingException {
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      try {
        for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
          got.writeBytes(chunk.toByteArray());
          if (got.size() >= failsAfterBytes) {
            throw new StreamingException(ErrorCode.UNREACHABLE, ErrorContext.of("upload"), "as wanted");
          }
        }
      } catch (StreamingException e) {
        brokenOffBytes = got.size();
        throw e;
      }
      whole.add(got.toByteArray());
    }
  }

  private static Cid cidOf(byte[] blob) {
    return Cid.of(Cid.RAW, Sha256.hash(blob));
  }

  private BlobCheck check() {
    return new BlobCheck(cidOf(bytes), "source.example", new PlainBlobHash());
  }

  private SyncOrchestrator.Path sync() throws StreamingException {
    return orchestrator.syncWithTee("item", NAME, source, target, check());
  }

  private StreamingException fails(ErrorCode code) {
    StreamingException failure = assertThrows(StreamingException.class, this::sync);
    assertEquals(code, failure.code(), failure.getMessage());
    return failure;
  }

  private void isKept() throws StreamingException {
    StoredItem kept = storage.open(NAME);
    byte[] read = new byte[(int) kept.sizeBytes()];
    kept.read(0, read, 0, read.length);
    assertArrayEquals(bytes, read);
  }

  @Test void liveItemIsKeptAndSentOnce() throws StreamingException {
    assertEquals(SyncOrchestrator.Path.LIVE, sync());
    assertEquals(1, target.whole.size());
    assertArrayEquals(bytes, target.whole.get(0));
    isKept();
    assertEquals(0, source.open);
    assertEquals(bytes.length, metrics.snapshot().receivedBytes());
    assertEquals(bytes.length, metrics.snapshot().sentBytes());
  }

  @Test void targetWithoutLiveBodiesGetsTheKeptCopy() throws StreamingException {
    target.live = false;
    assertEquals(SyncOrchestrator.Path.STORED, sync());
    assertArrayEquals(bytes, target.whole.get(0));
    isKept();
    assertEquals(0, source.open);
    assertEquals(bytes.length, metrics.snapshot().sentBytes());
  }

  @Test void liveUploadThatFailsIsMadeGoodFromTheKeptCopy() throws StreamingException {
    for (int failsAfter : new int[] {1, 10_000, 49_000}) {
      target.whole.clear();
      target.liveFailsAfterBytes = failsAfter;
      assertEquals(SyncOrchestrator.Path.STORED, sync());
      assertEquals(1, target.whole.size());
      assertArrayEquals(bytes, target.whole.get(0));
      assertEquals(0, source.open);
    }
    assertEquals(3L * bytes.length, metrics.snapshot().sentBytes(), "a failed upload was counted");
  }

  @Test void targetNeverGetsTheWholeOfSomethingWrong() throws Exception {
    source.given = bytes.clone();
    source.given[49_999] ^= 1;
    fails(ErrorCode.BLOB_CORRUPT);
    target.firstIsOver.await();
    assertEquals(List.of(), target.whole);
    assertTrue(target.brokenOffBytes < bytes.length, "sent " + target.brokenOffBytes);
    assertNull(storage.open(NAME), "a wrong copy was kept");
    assertEquals(0, source.open);
    assertEquals(0, metrics.snapshot().sentBytes());
  }

  @Test void wrongItemIsNotSentFromStorageEither() {
    target.live = false;
    source.given = Arrays.copyOf(bytes, 40_000);
    fails(ErrorCode.BLOB_CORRUPT);
    assertEquals(List.of(), target.whole);
    assertNull(storage.open(NAME));
    assertEquals(0, source.open);
  }

  @Test void emptyItemIsMovedToo() throws StreamingException {
    source.given = new byte[0];
    BlobCheck empty = new BlobCheck(cidOf(new byte[0]), "source.example", new PlainBlobHash());
    assertEquals(
        SyncOrchestrator.Path.LIVE, orchestrator.syncWithTee("item", NAME, source, target, empty));
    assertEquals(0, target.whole.get(0).length);
    assertEquals(0, storage.open(NAME).sizeBytes());
  }

  @Test void failingSourceLeavesNothingBehind() throws Exception {
    source.failureAtEnd = new StreamingException(ErrorCode.STALLED, ErrorContext.of("source"), null);
    assertSame(source.failureAtEnd, fails(ErrorCode.STALLED));
    target.firstIsOver.await();
    assertEquals(List.of(), target.whole);
    assertNull(storage.open(NAME));
    assertEquals(0, source.open);
  }

  @Test void earlierCopyStaysWhenALaterOneFails() throws StreamingException {
    sync();
    source.given = Arrays.copyOf(bytes, 10);
    fails(ErrorCode.BLOB_CORRUPT);
    isKept();
  }

  @Test void targetThatTakesNeitherTellsItsLastFailure() {
    target.liveFailsAfterBytes = 1;
    target.failure = new StreamingException(ErrorCode.TOO_LARGE, ErrorContext.of("upload"), null);
    assertSame(target.failure, fails(ErrorCode.TOO_LARGE));
    assertEquals(0, metrics.snapshot().sentBytes());
  }

  @Test void cancelInTheMiddleEndsEverything() throws Exception {
    source.inTheMiddle = signal::cancel;
    assertThrows(CancelledException.class, this::sync);
    target.firstIsOver.await();
    assertEquals(List.of(), target.whole);
    assertNull(storage.open(NAME));
    assertEquals(0, source.open);
  }

  @Test void cancelledBeforeNothingIsAskedFor() {
    signal.cancel();
    assertThrows(CancelledException.class, this::sync);
    assertEquals(0, metrics.snapshot().receivedBytes());
    assertEquals(1, target.firstIsOver.getCount());
  }

  @Test void copyThatIsGoneIsAStorageFailure() {
    StreamingException failure =
        assertThrows(StreamingException.class, () -> orchestrator.sendKept("item", NAME, target));
    assertEquals(ErrorCode.STORAGE_FAILED, failure.code());
  }
}
