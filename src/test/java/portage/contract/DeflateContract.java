package portage.contract;

import java.util.Arrays;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.stream.ByteChunk;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.Crc32;
import portage.stream.DataChunk;
import portage.stream.Deflate;

/** What every {@link Deflate} does. */
public final class DeflateContract extends Contract {
  private static final int BYTES = 300_000;
  /** "hello hello hello hello\n", packed by zlib. */
  private static final int[] HELLO = {0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0xb9, 0x00};

  /** The most that may wait on its way, and that a reader gets at once. */
  private static final int MOST_WAITING_BYTES = 4 << 20;
  private static final int MOST_AT_ONCE_BYTES = 1 << 20;

  private final Deflate deflate;

  public DeflateContract(Deflate deflate) {
    this.deflate = deflate;
    add("checksumIsThatOfZipFiles", this::checksumIsThatOfZipFiles);
    add("packedBytesComeBack", this::packedBytesComeBack);
    add("nothingComesBackAsNothing", this::nothingComesBackAsNothing);
    add("whatOthersPackedIsUnpacked", this::whatOthersPackedIsUnpacked);
    add("whatRepeatsBecomesSmaller", this::whatRepeatsBecomesSmaller);
    add("bytesThatEndEarlyAreTold", this::bytesThatEndEarlyAreTold);
    add("bytesAfterTheEndAreTold", this::bytesAfterTheEndAreTold);
    add("bytesThatAreNoDeflateDataAreTold", this::bytesThatAreNoDeflateDataAreTold);
    add("failureOfTheSourceIsWhatIsThrown", this::failureOfTheSourceIsWhatIsThrown);
    add("closingItClosesItsSource", this::closingItClosesItsSource);
    add("manyBytesComeBack", this::manyBytesComeBack);
    add("readsOnOnlyWhenItIsRead", this::readsOnOnlyWhenItIsRead);
    add("whatUnpacksToMuchComesInPieces", this::whatUnpacksToMuchComesInPieces);
  }

  private void checksumIsThatOfZipFiles() throws StreamingException {
    same(0L, deflate.checksum().value());
    Checksum ofText = deflate.checksum();
    ofText.push(new ByteChunk(Utf8.encode("123456789")));
    same(0xcbf43926L, ofText.value());
    Checksum pieces = deflate.checksum();
    Checksum others = deflate.checksum();
    Crc32 plain = new Crc32();
    int length = 1;
    for (int at = 0; at < BYTES; at += length, length = length * 3 % 40_009) {
      pieces.push(Pattern.chunk(at, length));
      others.push(new ByteChunk(Utf8.encode("another file meanwhile")));
      plain.push(Pattern.chunk(at, length));
      same(plain.value(), pieces.value());
    }
  }

  private static byte[] all(ByteStream stream) throws StreamingException {
    byte[] bytes = new byte[0];
    try {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        check(chunk.sizeBytes() > 0, "an empty chunk");
        bytes = Arrays.copyOf(bytes, bytes.length + chunk.sizeBytes());
        chunk.copyTo(0, bytes, bytes.length - chunk.sizeBytes(), chunk.sizeBytes());
      }
      same(null, stream.read());
      return bytes;
    } finally {
      stream.close();
    }
  }

  private byte[] packed(byte[] plain, int chunkBytes) throws StreamingException {
    return all(deflate.pack(new ByteChunks(plain.clone(), chunkBytes)));
  }

  private byte[] unpacked(byte[] packed, int chunkBytes) throws StreamingException {
    return all(deflate.unpack(new ByteChunks(packed.clone(), chunkBytes)));
  }

  private void packedBytesComeBack() throws Exception {
    byte[] plain = Pattern.bytes(7, BYTES);
    byte[] packed = packed(plain, 10_007);
    for (int chunkBytes : new int[] {BYTES, 4_099}) {
      byte[] back = unpacked(packed, chunkBytes);
      same(plain.length, back.length);
      Pattern.verify(back, 0, back.length, 7);
    }
  }

  private void nothingComesBackAsNothing() throws Exception {
    byte[] packed = packed(new byte[0], 100);
    check(packed.length > 0, "not even an end");
    same(0, unpacked(packed, 100).length);
  }

  private static byte[] hello() {
    byte[] bytes = new byte[HELLO.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) HELLO[i];
    }
    return bytes;
  }

  private void whatOthersPackedIsUnpacked() throws Exception {
    byte[] wanted = "hello hello hello hello\n".getBytes("UTF-8");
    for (int chunkBytes : new int[] {1, 3, 100}) {
      check(Arrays.equals(wanted, unpacked(hello(), chunkBytes)), "in pieces of " + chunkBytes);
    }
  }

  private void whatRepeatsBecomesSmaller() throws Exception {
    byte[] packed = packed(new byte[BYTES], 4_096);
    check(packed.length < BYTES / 50, packed.length + " bytes");
  }

  private void bytesThatEndEarlyAreTold() throws Exception {
    for (int length = 0; length < HELLO.length; length++) {
      byte[] cut = Arrays.copyOf(hello(), length);
      fails(ErrorCode.BACKUP_DAMAGED, () -> unpacked(cut, 4));
    }
  }

  private void bytesAfterTheEndAreTold() throws Exception {
    byte[] longer = Arrays.copyOf(hello(), HELLO.length + 1);
    for (int chunkBytes : new int[] {HELLO.length, HELLO.length + 1}) {
      fails(ErrorCode.BACKUP_DAMAGED, () -> unpacked(longer, chunkBytes));
    }
    byte[] twice = Arrays.copyOf(hello(), 2 * HELLO.length);
    System.arraycopy(hello(), 0, twice, HELLO.length, HELLO.length);
    fails(ErrorCode.BACKUP_DAMAGED, () -> unpacked(twice, HELLO.length));
  }

  private void bytesThatAreNoDeflateDataAreTold() throws Exception {
    byte[] wrong = new byte[100];
    Arrays.fill(wrong, (byte) 0xff);
    fails(ErrorCode.BACKUP_DAMAGED, () -> unpacked(wrong, 10));
    // With the two bytes in front that zlib's own format has.
    fails(ErrorCode.BACKUP_DAMAGED, () -> unpacked(new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1}, 8));
  }

  private void failureOfTheSourceIsWhatIsThrown() throws Exception {
    fails(ErrorCode.STALLED, () -> all(deflate.pack(new Failing())));
    fails(ErrorCode.STALLED, () -> all(deflate.unpack(new Failing())));
  }

  private void closingItClosesItsSource() throws Exception {
    Failing plain = new Failing();
    deflate.pack(plain).close();
    soon(() -> plain.closed, "what was to be packed is left open");
    Failing packed = new Failing();
    ByteStream unpacking = deflate.unpack(packed);
    unpacking.close();
    unpacking.close();
    soon(() -> packed.closed, "what was to be unpacked is left open");
  }

  private void manyBytesComeBack() throws Exception {
    try (ByteStream back = deflate.unpack(deflate.pack(new Endless(3_333_333, 4)))) {
      same(4 * 3_333_333L, Pattern.count(back));
    }
  }

  private void readsOnOnlyWhenItIsRead() throws Exception {
    Endless plain = new Endless(100_000, Integer.MAX_VALUE);
    try (ByteStream stream = deflate.pack(plain)) {
      check(stream.read() != null, "nothing");
      int before = plain.reads;
      Thread.sleep(200);
      check((plain.reads - before) * 100_000L < MOST_WAITING_BYTES, "read on " + (plain.reads - before) + " times");
    }
  }

  private void whatUnpacksToMuchComesInPieces() throws Exception {
    byte[] packed = packed(new byte[40_000_000], 1 << 20);
    long size = 0;
    try (ByteStream stream = deflate.unpack(new ByteChunks(packed, packed.length))) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        check(chunk.sizeBytes() <= MOST_AT_ONCE_BYTES, "a chunk of " + chunk.sizeBytes());
        size += chunk.sizeBytes();
      }
    }
    same(40_000_000L, size);
  }

  /** Bytes of the pattern, so many chunks of them. */
  private static final class Endless implements ByteStream {
    private final int chunkBytes;
    private final int chunks;
    private int reads;

    Endless(int chunkBytes, int chunks) {
      this.chunkBytes = chunkBytes;
      this.chunks = chunks;
    }

    @Override
    public DataChunk read() {
      return reads++ < chunks ? Pattern.chunk(0, chunkBytes) : null;
    }

    @Override
    public void close() {}
  }

  /** A stored block of deflate of which only the beginning arrives. */
  private static final class Failing implements ByteStream {
    private boolean begun;
    private boolean closed;

    @Override
    public DataChunk read() throws StreamingException {
      if (begun) {
        throw new StreamingException(ErrorCode.STALLED, ErrorContext.of("read"), "as wanted");
      }
      begun = true;
      byte[] bytes = new byte[1000];
      bytes[2] = 4;
      bytes[3] = (byte) 0xff;
      bytes[4] = (byte) 0xfb;
      return new ByteChunk(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
