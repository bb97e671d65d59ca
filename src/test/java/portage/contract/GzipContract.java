package portage.contract;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Gzip;
import portage.stream.StoredItem;

/** What every {@link Gzip} does. What it packs is unpacked by the platform's own reader. */
public final class GzipContract extends Contract {
  /** Unpacks, by something else than the adapter. */
  public interface Unpack {
    byte[] unpack(byte[] packed) throws Exception;
  }

  private static final int BYTES = 300_000;

  private final Gzip gzip;
  private final Unpack unpack;

  public GzipContract(Gzip gzip, Unpack unpack) {
    this.gzip = gzip;
    this.unpack = unpack;
    add("packedBytesComeBack", this::packedBytesComeBack);
    add("nothingIsPackedAsNothing", this::nothingIsPackedAsNothing);
    add("whatRepeatsBecomesSmaller", this::whatRepeatsBecomesSmaller);
    add("failingSourceIsTold", this::failingSourceIsTold);
  }

  private static byte[] bytes(StoredItem item) throws StreamingException {
    byte[] bytes = new byte[(int) item.sizeBytes()];
    item.read(0, bytes, 0, bytes.length);
    return bytes;
  }

  private void packedBytesComeBack() throws Exception {
    byte[] plain = Pattern.chunk(7, BYTES).toByteArray();
    StoredItem item = gzip.pack("item", new ByteChunks(plain.clone(), 10_007));
    same("item", item.name());
    byte[] back = unpack.unpack(bytes(item));
    same(plain.length, back.length);
    for (int i = 0; i < back.length; i++) {
      if (back[i] != plain[i]) {
        throw new AssertionError("byte " + i + " is another");
      }
    }
    item.close();
  }

  private void nothingIsPackedAsNothing() throws Exception {
    StoredItem item = gzip.pack("empty", new ByteChunks(new byte[0], 100));
    check(item.sizeBytes() > 0, "not even a header");
    same(0, unpack.unpack(bytes(item)).length);
    item.close();
  }

  private void whatRepeatsBecomesSmaller() throws Exception {
    StoredItem item = gzip.pack("zeros", new ByteChunks(new byte[BYTES], 4_096));
    check(item.sizeBytes() < BYTES / 50, item.sizeBytes() + " bytes");
    item.close();
  }

  private void failingSourceIsTold() throws Exception {
    boolean[] closed = new boolean[1];
    ByteStream failing = new ByteStream() {
      private int reads;

      @Override
      public DataChunk read() throws StreamingException {
        if (reads++ == 2) {
          throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read"), "as wanted");
        }
        return Pattern.chunk(0, 5_000);
      }

      @Override
      public void close() {
        closed[0] = true;
      }
    };
    fails(ErrorCode.STORAGE_FAILED, () -> gzip.pack("failing", failing));
    check(closed[0], "the source was left open");
  }
}
