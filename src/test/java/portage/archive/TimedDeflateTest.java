package portage.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.MemoryFile;
import portage.metrics.MetricsCollector;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/** Packing is counted, and what it waits for is not. */
class TimedDeflateTest {
  private static final int CHUNKS = 3;
  private static final int FEEDING_MILLIS = 100;
  private static final int PACKING_MILLIS = 7;

  private final FakeClock clock = new FakeClock(0);
  private final MetricsCollector metrics = new MetricsCollector(clock, 1_000, () -> {});

  /** Plain bytes that are slow to come. */
  private final class Plain implements ByteStream {
    private int left = CHUNKS;

    @Override public DataChunk read() {
      clock.pass(FEEDING_MILLIS);
      return left-- > 0 ? new ByteChunk(new byte[] {1, 2}) : null;
    }

    @Override public void close() {}
  }

  /** Packs nothing smaller, and slowly. */
  private final class Slow implements Deflate {
    private ByteStream plain;
    private DataChunk ahead;

    @Override public ByteStream pack(ByteStream given) {
      plain = given;
      return new ByteStream() {
        @Override public DataChunk read() throws StreamingException {
          DataChunk chunk = ahead == null ? plain.read() : ahead;
          ahead = null;
          if (chunk != null) clock.pass(PACKING_MILLIS);
          return chunk;
        }

        @Override public void close() {
          plain.close();
        }
      };
    }

    /** Asks for plain bytes before anybody wants packed ones, as browsers do. */
    void readAhead() throws StreamingException {
      if (ahead == null) ahead = plain.read();
    }

    @Override public ByteStream unpack(ByteStream packed) {
      return packed;
    }
  }

  @Test void waitingForPlainBytesIsNoPacking() throws StreamingException {
    ByteStream packed = new TimedDeflate(new Slow(), metrics).pack(new Plain());
    while (packed.read() != null) {
      clock.pass(1_000); // written somewhere
    }
    assertEquals(CHUNKS * PACKING_MILLIS, metrics.snapshot().packingMillis());
  }

  @Test void plainBytesThatAreReadAheadTakeNothingOff() throws StreamingException {
    Slow slow = new Slow();
    ByteStream packed = new TimedDeflate(slow, metrics).pack(new Plain());
    for (int i = 0; i < CHUNKS; i++) {
      slow.readAhead();
      packed.read();
    }
    assertEquals(CHUNKS * PACKING_MILLIS, metrics.snapshot().packingMillis());
  }

  @Test void fileOfABackupTellsWhatItTook() throws StreamingException {
    ZipWriter zip = ZipWriter.resume(new MemoryFile(), new Slow(), entry -> Unchecked.CHECK, metrics);
    zip.add("a.json", Packing.DEFLATED, new Plain(), new ItemCheck() {
      @Override public void push(DataChunk chunk) {
        clock.pass(2);
      }

      @Override public void finish(StoredItem item) {
        clock.pass(1); // waits, and computes nothing
      }
    });
    assertEquals(CHUNKS * PACKING_MILLIS, metrics.snapshot().packingMillis());
    assertEquals(CHUNKS * 2, metrics.snapshot().verificationMillis());
  }
}
