package portage.contract;

import java.util.Arrays;
import java.util.List;
import portage.archive.Packing;
import portage.archive.ZipEntry;
import portage.archive.ZipReader;
import portage.archive.ZipWriter;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Utf8;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/** ZIP files are written and read the same wherever the code runs: numbers of 64 bits, sorting and UTF-8 differ least visibly. */
public final class ZipContract extends Contract {
  private static final int BYTES = 200_000;
  private static final int MANY = 20_000;
  /** More than four bytes count. */
  private static final long LARGE = 5L << 30;

  private final Deflate deflate;

  public ZipContract(Deflate deflate) {
    this.deflate = deflate;
    add("whatIsWrittenIsReadAgain", this::whatIsWrittenIsReadAgain);
    add("crcIsThatOfTheStandard", this::crcIsThatOfTheStandard);
    add("fileThatWasCutIsGoneOnWith", this::fileThatWasCutIsGoneOnWith);
    add("spoiltBytesAreTold", this::spoiltBytesAreTold);
    add("cutFileIsTold", this::cutFileIsTold);
    add("manyEntriesAreFound", this::manyEntriesAreFound);
    add("placesBeyondFourBytesAreRead", this::placesBeyondFourBytesAreRead);
    add("numbersThatHaveNoRoomAreTold", this::numbersThatHaveNoRoomAreTold);
  }

  /** Takes everything. */
  private static final class Anything implements ItemCheck {
    @Override
    public void push(DataChunk chunk) {}

    @Override
    public void finish(StoredItem item) {}
  }

  private static void add(ZipWriter writer, String name, Packing packing, byte[] bytes) throws StreamingException {
    writer.add(name, packing, new ByteChunks(bytes.clone(), 7_001), new Anything());
  }

  private byte[] written() throws StreamingException {
    MemoryFile file = new MemoryFile();
    ZipWriter writer = new ZipWriter(file, deflate);
    add(writer, "repo.car", Packing.DEFLATED, Pattern.bytes(0, BYTES));
    add(writer, "blobs/stored", Packing.STORED, Pattern.bytes(5, BYTES));
    add(writer, "blobs/nothing", Packing.STORED, new byte[0]);
    add(writer, "grüße 🦋.json", Packing.DEFLATED, new byte[0]);
    writer.finish();
    return file.toByteArray();
  }

  private ZipReader open(byte[] zip) throws StreamingException {
    return ZipReader.open(new MemoryItem("backup.zip", zip), deflate);
  }

  private static void readAll(ZipReader reader) throws StreamingException {
    for (ZipEntry entry : reader.entries()) {
      try (ByteStream bytes = reader.open(entry)) {
        same(entry.sizeBytes(), Pattern.count(bytes));
      }
    }
  }

  private void whatIsWrittenIsReadAgain() throws Exception {
    ZipReader reader = open(written());
    same(4, reader.entries().size());
    try (ByteStream bytes = reader.open(reader.entryOrNull("repo.car"))) {
      same((long) BYTES, Pattern.drain(bytes));
    }
    ZipEntry stored = reader.entryOrNull("blobs/stored");
    try (ByteStream bytes = reader.open(stored)) {
      Pattern.verify(bytes.read().toByteArray(), 0, 1000, 5);
    }
    same(stored.sizeBytes(), stored.packedBytes());
    same("grüße 🦋.json", reader.entries().get(3).name());
    readAll(reader);
  }

  private void crcIsThatOfTheStandard() throws Exception {
    MemoryFile file = new MemoryFile();
    ZipWriter writer = new ZipWriter(file, deflate);
    add(writer, "a", Packing.STORED, Utf8.encode("123456789"));
    same(0xcbf43926L, writer.entries().get(0).crc32());
  }

  private void fileThatWasCutIsGoneOnWith() throws Exception {
    byte[] whole = written();
    ZipEntry last = open(whole).entryOrNull("blobs/stored");
    for (int cut : new int[] {0, 3, (int) last.offsetBytes(), (int) last.offsetBytes() + 40, (int) last.offsetBytes() + BYTES}) {
      MemoryFile left = new MemoryFile(Arrays.copyOf(whole, cut));
      ZipWriter next = ZipWriter.resume(left, deflate);
      same(cut < last.offsetBytes() ? 0 : 1, next.entries().size());
      if (next.entries().isEmpty()) {
        add(next, "repo.car", Packing.DEFLATED, Pattern.bytes(0, BYTES));
      }
      add(next, "blobs/stored", Packing.STORED, Pattern.bytes(5, BYTES));
      next.finish();
      ZipReader reader = open(left.toByteArray());
      same(List.of("repo.car", "blobs/stored"), List.of(reader.entries().get(0).name(), reader.entries().get(1).name()));
      readAll(reader);
    }
  }

  private void spoiltBytesAreTold() throws Exception {
    byte[] whole = written();
    ZipReader reader = open(whole);
    for (String name : new String[] {"repo.car", "blobs/stored"}) {
      ZipEntry entry = reader.entryOrNull(name);
      byte[] spoilt = whole.clone();
      spoilt[(int) (entry.offsetBytes() + entry.packedBytes() / 2)] ^= 1;
      fails(ErrorCode.BACKUP_DAMAGED, () -> readAll(open(spoilt)));
    }
  }

  private void cutFileIsTold() throws Exception {
    byte[] whole = written();
    fails(ErrorCode.BACKUP_DAMAGED, () -> open(Arrays.copyOf(whole, whole.length - 1)));
    fails(ErrorCode.BACKUP_UNREADABLE, () -> open(new byte[100]));
  }

  private void manyEntriesAreFound() throws Exception {
    MemoryFile file = new MemoryFile();
    ZipWriter writer = new ZipWriter(file, deflate);
    for (int i = 0; i < MANY; i++) {
      add(writer, "blobs/" + i * 7919L % MANY, Packing.STORED, new byte[0]);
    }
    writer.finish();
    ZipReader reader = open(file.toByteArray());
    same(MANY, reader.entries().size());
    for (int i = 0; i < MANY; i += 97) {
      same("blobs/" + i, reader.entryOrNull("blobs/" + i).name());
    }
    check(reader.entryOrNull("blobs/" + MANY) == null, "found what is not there");
  }

  /** Nothing for a long way, and then bytes. */
  private record Hollow(long zeros, byte[] end) implements StoredItem {
    @Override
    public String name() {
      return "hollow";
    }

    @Override
    public long sizeBytes() {
      return zeros + end.length;
    }

    @Override
    public void read(long at, byte[] target, int offset, int length) throws StreamingException {
      if (at < 0 || at > sizeBytes() - length) {
        throw new StreamingException(ErrorCode.STORAGE_FAILED, ErrorContext.of("read").offset(at), "past the end");
      }
      for (int i = 0; i < length; i++) {
        target[offset + i] = at + i < zeros ? 0 : end[(int) (at + i - zeros)];
      }
    }

    @Override
    public ByteStream stream(int chunkBytes) {
      throw new UnsupportedOperationException("nobody reads all of it");
    }

    @Override
    public void close() {}
  }

  /** A file with one small entry of 30 + 1 + 9 bytes far behind its start, and what its last records say about the directory. */
  private ZipReader openLarge(long entryOffset, long directoryOffset) throws StreamingException {
    byte[] rest = new byte[40 + 47 + 12 + 56 + 20 + 22];
    byte[] text = Utf8.encode("123456789");
    put(rest, 0, 0x04034b50L, 4);
    put(rest, 14, 0xcbf43926L, 4);
    put(rest, 18, 9, 4);
    put(rest, 22, 9, 4);
    put(rest, 26, 1, 2);
    rest[30] = 'a';
    System.arraycopy(text, 0, rest, 31, 9);
    put(rest, 40, 0x02014b50L, 4);
    System.arraycopy(rest, 6, rest, 48, 20);
    put(rest, 68, 1, 2);
    put(rest, 70, 12, 2);
    put(rest, 82, 0xffffffffL, 4);
    rest[86] = 'a';
    put(rest, 87, 1, 2);
    put(rest, 89, 8, 2);
    put(rest, 91, entryOffset, 8);
    put(rest, 99, 0x06064b50L, 4);
    put(rest, 103, 44, 8);
    put(rest, 123, 1, 8);
    put(rest, 131, 1, 8);
    put(rest, 139, 59, 8);
    put(rest, 147, directoryOffset, 8);
    put(rest, 155, 0x07064b50L, 4);
    put(rest, 163, LARGE + 99, 8);
    put(rest, 171, 1, 4);
    put(rest, 175, 0x06054b50L, 4);
    put(rest, 183, 1, 2);
    put(rest, 185, 1, 2);
    put(rest, 187, 59, 4);
    put(rest, 191, 0xffffffffL, 4);
    return ZipReader.open(new Hollow(LARGE, rest), deflate);
  }

  private static void put(byte[] bytes, int at, long value, int length) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  private void placesBeyondFourBytesAreRead() throws Exception {
    ZipReader reader = openLarge(LARGE, LARGE + 40);
    same(LARGE, reader.entryOrNull("a").offsetBytes());
    try (ByteStream bytes = reader.open(reader.entryOrNull("a"))) {
      same(9L, Pattern.count(bytes));
    }
  }

  private void numbersThatHaveNoRoomAreTold() throws Exception {
    for (long wrong : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, LARGE + 1, 1L << 52}) {
      fails(ErrorCode.BACKUP_DAMAGED, () -> openLarge(wrong, LARGE + 40));
      fails(ErrorCode.BACKUP_DAMAGED, () -> openLarge(LARGE, wrong));
    }
  }
}
