package portage.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

class TextBodyTest {
  private static final ErrorContext CONTEXT = ErrorContext.of("query");

  /** Gives {@code bytes} in pieces, then ends or fails. */
  private static final class Answer implements HttpResponse, ByteStream {
    private final byte[] bytes;
    private final int pieceBytes;
    private final StreamingException failureOrNull;
    private int at;
    private int closed;
    private long withinMillis;

    Answer(byte[] bytes, int pieceBytes, StreamingException failureOrNull) {
      this.bytes = bytes;
      this.pieceBytes = pieceBytes;
      this.failureOrNull = failureOrNull;
    }

    @Override public int status() {
      return 200;
    }

    @Override public String header(String name) {
      return null;
    }

    @Override public ByteStream body() {
      return this;
    }

    @Override public DataChunk read() throws StreamingException {
      if (at == bytes.length) {
        if (failureOrNull != null) {
          throw failureOrNull;
        }
        return null;
      }
      int length = Math.min(pieceBytes, bytes.length - at);
      at += length;
      return new ByteChunk(bytes, at - length, length);
    }

    @Override public void endWithin(long millis) {
      assertEquals(0, at, "some was read before");
      withinMillis = millis;
    }

    @Override public void close() {
      closed++;
    }
  }

  private static Answer answer(String text, int pieceBytes) {
    return new Answer(text.getBytes(StandardCharsets.UTF_8), pieceBytes, null);
  }

  @Test void charactersCutInTwoByChunksStayWhole() throws StreamingException {
    String text = "{\"name\":\"\u00e9\u2603\ud83d\ude00\"}";
    for (int piece = 1; piece < 6; piece++) {
      Answer answer = answer(text, piece);
      assertEquals(text, TextBody.read(answer, 1_000, CONTEXT));
      assertTrue(answer.closed > 0, "left open");
    }
  }

  @Test void emptyBodyIsAnEmptyText() throws StreamingException {
    assertEquals("", TextBody.read(answer("", 1), 0, CONTEXT));
  }

  @Test void bodyOfExactlyTheLimitIsRead() throws StreamingException {
    assertEquals("12345", TextBody.read(answer("12345", 2), 5, CONTEXT));
    assertArrayEquals(new byte[] {1, 2, 3}, TextBody.readBytes(new Answer(new byte[] {1, 2, 3}, 1, null), 3, CONTEXT));
  }

  @Test void bodyBeyondTheLimitIsABadAnswerAndReadNoFurther() {
    Answer answer = answer("a".repeat(1_000_000), 100);
    StreamingException refusal = assertThrows(StreamingException.class, () -> TextBody.read(answer, 250, CONTEXT));
    assertEquals(ErrorCode.BAD_ANSWER, refusal.code());
    assertEquals(300, answer.at);
    assertTrue(answer.closed > 0, "left open");
  }

  @Test void bodyHasToEndInATimeThatASlowLineTakes() throws StreamingException {
    Answer answer = answer("{}", 1);
    TextBody.read(answer, 1_000, CONTEXT);
    assertTrue(answer.withinMillis >= TextBody.MAX_BYTES / 16 && answer.withinMillis <= 5 * 60_000, answer.withinMillis + " ms");
  }

  @Test void failingBodyFailsTheReadAndIsClosed() {
    StreamingException failure = new StreamingException(ErrorCode.STALLED, CONTEXT, null);
    Answer answer = new Answer(new byte[10], 3, failure);
    assertSame(failure, assertThrows(StreamingException.class, () -> TextBody.read(answer, 100, CONTEXT)));
    assertTrue(answer.closed > 0, "left open");
  }
}
