package portage.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

@Timeout(10)
class HeldBackStreamTest {
  /** Gives chunks of one byte: 1, 2, 3… */
  private static class Source implements ByteStream {
    private final int count;
    private int given;
    private int closed;

    Source(int count) {
      this.count = count;
    }

    @Override public DataChunk read() throws StreamingException {
      return given == count ? atEnd() : new ByteChunk(new byte[] {(byte) ++given});
    }

    DataChunk atEnd() throws StreamingException {
      return null;
    }

    @Override public void close() {
      closed++;
    }
  }

  /** Reads on a thread of its own until the end or a failure. */
  private static final class Reader {
    private final List<Integer> got = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile StreamingException failure;
    private volatile boolean ended;

    Reader(ByteStream stream) {
      thread = new Thread(() -> {
        try {
          for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
            got.add((int) chunk.toByteArray()[0]);
          }
          ended = true;
        } catch (StreamingException e) {
          failure = e;
        }
      });
      thread.start();
    }

    /** Returns once the reader waits for the verdict; nothing else makes it wait. */
    Reader waits() {
      while (thread.getState() != Thread.State.WAITING) {
        assertTrue(thread.isAlive(), "went on without a yes: " + got);
        Thread.onSpinWait();
      }
      return this;
    }

    Reader isOver() throws InterruptedException {
      thread.join();
      return this;
    }
  }

  @Test void lastChunkWaitsForItsYes() throws InterruptedException {
    HeldBackStream held = new HeldBackStream(new Source(3));
    Reader reader = new Reader(held).waits();
    assertEquals(List.of(1, 2), reader.got);
    held.release();
    assertEquals(List.of(1, 2, 3), reader.isOver().got);
    assertTrue(reader.ended);
  }

  @Test void onlyChunkIsTheLastOne() throws InterruptedException {
    HeldBackStream held = new HeldBackStream(new Source(1));
    Reader reader = new Reader(held).waits();
    assertEquals(List.of(), reader.got);
    held.release();
    assertEquals(List.of(1), reader.isOver().got);
  }

  @Test void emptyItemWaitsForItsYesToo() throws InterruptedException {
    HeldBackStream held = new HeldBackStream(new Source(0));
    Reader reader = new Reader(held).waits();
    assertTrue(!reader.ended, "ended without a yes");
    held.release();
    assertTrue(reader.isOver().ended);
    assertEquals(List.of(), reader.got);
  }

  @Test void emptyItemThatIsRefusedDoesNotEnd() throws InterruptedException {
    HeldBackStream held = new HeldBackStream(new Source(0));
    Reader reader = new Reader(held).waits();
    held.refuse();
    assertEquals(ErrorCode.CANCELLED, reader.isOver().failure.code());
  }

  @Test void refusedItemFailsInPlaceOfItsLastChunk() throws InterruptedException {
    HeldBackStream held = new HeldBackStream(new Source(3));
    Reader reader = new Reader(held).waits();
    held.refuse();
    assertEquals(List.of(1, 2), reader.isOver().got);
    assertEquals(ErrorCode.CANCELLED, reader.failure.code());
  }

  @Test void failureStaysAFailureHoweverOftenItIsRead() {
    HeldBackStream held = new HeldBackStream(new Source(1));
    held.refuse();
    for (int i = 0; i < 3; i++) {
      assertThrows(StreamingException.class, held::read, "an aborted item must not look finished");
    }
  }

  @Test void closingRefusesAndClosesTheSource() throws InterruptedException {
    Source source = new Source(2);
    HeldBackStream held = new HeldBackStream(source);
    Reader reader = new Reader(held).waits();
    held.close();
    assertEquals(List.of(1), reader.isOver().got);
    assertEquals(ErrorCode.CANCELLED, reader.failure.code());
    assertTrue(source.closed > 0);
    held.close();
  }

  @Test void firstVerdictStands() throws StreamingException {
    HeldBackStream released = new HeldBackStream(new Source(1));
    released.release();
    released.refuse();
    assertEquals(1, released.read().sizeBytes());
    assertNull(released.read());

    HeldBackStream refused = new HeldBackStream(new Source(1));
    refused.refuse();
    refused.release();
    assertThrows(StreamingException.class, refused::read);
  }

  @Test void releasedBeforeNobodyWaits() throws StreamingException {
    HeldBackStream held = new HeldBackStream(new Source(2));
    held.release();
    assertEquals(1, held.read().toByteArray()[0]);
    assertEquals(2, held.read().toByteArray()[0]);
    assertNull(held.read());
    assertNull(held.read());
  }

  @Test void readsOneChunkAheadAndNoFurther() throws StreamingException {
    Source source = new Source(10);
    HeldBackStream held = new HeldBackStream(source);
    held.read();
    assertEquals(2, source.given);
    held.read();
    assertEquals(3, source.given);
  }

  @Test void failingSourceFailsTheStreamAndNothingIsAwaited() {
    StreamingException failure = new StreamingException(ErrorCode.STALLED, ErrorContext.of("source"), null);
    for (int good = 0; good < 3; good++) {
      HeldBackStream held = new HeldBackStream(new Source(good) {
        @Override DataChunk atEnd() throws StreamingException {
          throw failure;
        }
      });
      int before = Math.max(0, good - 1);
      StreamingException thrown =
          assertThrows(StreamingException.class, () -> {
            for (int i = 0; i <= before; i++) {
              held.read();
            }
          });
      assertSame(failure, thrown);
    }
  }
}
