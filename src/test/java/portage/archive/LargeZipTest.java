package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.DiskFile;
import portage.jvm.DiskItem;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.Crc32;
import portage.stream.DataChunk;

/**
 * Files, entries and places beyond what four bytes count. Those of which every byte is written and read by everybody take some
 * minutes: with {@code PORTAGE_LONG=1}. Without it the large entry is a hole in the file, which nobody reads.
 */
class LargeZipTest {
  private static final long LARGE = (4L << 30) + 12_345;
  private static final int MILLION = 1_000_000;
  private static final byte[] SMALL = "behind the large one".getBytes();

  @TempDir private Path folder;

  /** Zeros that share their bytes. */
  private static final class Zeros implements ByteStream {
    private static final ByteChunk CHUNK = new ByteChunk(new byte[1 << 20]);
    private long left;

    Zeros(long sizeBytes) {
      left = sizeBytes;
    }

    @Override
    public DataChunk read() {
      int length = (int) Math.min(CHUNK.sizeBytes(), left);
      left -= length;
      return length == 0 ? null : length == CHUNK.sizeBytes() ? CHUNK : CHUNK.slice(0, length);
    }

    @Override
    public void close() {
      left = 0;
    }
  }

  private static ZipEntry small(long offset) {
    Crc32 crc = new Crc32();
    crc.push(SMALL, 0, SMALL.length);
    return new ZipEntry("blobs/small", Packing.STORED, crc.value(), SMALL.length, SMALL.length, offset);
  }

  /** The large entry without its bytes, a small one behind it, and the directory. */
  private Path withHole() throws Exception {
    Path path = folder.resolve("backup.zip");
    ZipEntry large = new ZipEntry("blobs/large", Packing.STORED, 0, LARGE, LARGE, 0);
    byte[] first = LocalHeader.encode(large);
    ZipEntry small = small(first.length + LARGE);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(first);
      file.seek(small.offsetBytes());
      file.write(LocalHeader.encode(small));
      file.write(SMALL);
      long directoryOffset = file.getFilePointer();
      HeaderBytes directory = new HeaderBytes(500);
      CentralHeader.add(directory, large);
      CentralHeader.add(directory, small);
      EndRecord.add(directory, 2, directory.sizeBytes(), directoryOffset);
      file.write(directory.take());
    }
    return path;
  }

  @Test void entryBehindALargeOneIsReadByUs() throws Exception {
    try (DiskItem item = new DiskItem(withHole())) {
      ZipReader reader = ZipReader.open(item, Zips.DEFLATE);
      assertEquals(LARGE, reader.entryOrNull("blobs/large").sizeBytes());
      assertTrue(reader.entryOrNull("blobs/small").offsetBytes() > LARGE);
      assertArrayEquals(SMALL, Zips.bytes(reader.open(reader.entryOrNull("blobs/small"))));
      try (ByteStream bytes = reader.open(reader.entryOrNull("blobs/large"))) {
        assertEquals(0, bytes.read().toByteArray()[0]);
      }
    }
  }

  @Test void entryBehindALargeOneIsReadByUnzip() throws Exception {
    withHole();
    assertEquals(new String(SMALL), Tool.UNZIP.run(folder, "-p", "backup.zip", "blobs/small"));
    assertTrue(Tool.UNZIP.run(folder, "-l", "backup.zip").contains(LARGE + " "));
  }

  @Test void entryBehindALargeOneIsReadBySevenZip() throws Exception {
    withHole();
    String said = Tool.SEVEN_ZIP.run(folder, "t", "backup.zip", "blobs/small");
    assertTrue(said.contains("Everything is Ok") && !said.contains("arning"), said);
    assertTrue(Tool.SEVEN_ZIP.run(folder, "l", "backup.zip").contains(" " + LARGE + " "));
  }

  @Test void entryBehindALargeOneIsReadByPython() throws Exception {
    withHole();
    String read = "import zipfile; zip = zipfile.ZipFile('backup.zip'); print(zip.getinfo('blobs/large').file_size, zip.read('blobs/small').decode())";
    assertEquals(LARGE + " " + new String(SMALL) + "\n", Tool.PYTHON.run(folder, "-c", read));
  }

  @Test void sizesAreRightWhereThirtyTwoBitsEnd() throws Exception {
    for (long size = 0xfffffffdL; size <= 0x100000001L; size++) {
      for (Packing packing : Packing.values()) {
        ZipEntry entry = new ZipEntry("a", packing, 7, packing == Packing.STORED ? size : size / 1000, size, 0);
        byte[] local = LocalHeader.encode(entry);
        assertEquals(new LocalHeader(entry, false, local.length), LocalHeader.read(new MemoryItem("file", local), 0, local.length));
        ZipEntry behind = new ZipEntry("b", packing, 7, 5, 5, size);
        for (ZipEntry one : List.of(entry, behind)) {
          HeaderBytes directory = new HeaderBytes(100);
          CentralHeader.add(directory, one);
          byte[] header = directory.take();
          assertEquals(header.length, CentralHeader.sizeBytes(header, 0));
          assertEquals(one, CentralHeader.decode(header, 0));
        }
        HeaderBytes end = new HeaderBytes(100);
        EndRecord.add(end, 3, 150, size - 150);
        assertEquals(new EndRecord(3, 150, size - 150, size), EndRecord.find(new HollowItem(size, end.take())));
      }
    }
  }

  @Test void bombThatSaysHowLargeItIsHasToBeRead() throws Exception {
    // A size that can be is no lie yet: whoever reads it decides how much is too much, and holds one chunk at a time.
    byte[] packed = ForgedZip.deflate(new byte[20_000_000]);
    ForgedZip zip = new ForgedZip();
    zip.second().data = packed;
    for (ForgedZip.Header header : List.of(zip.second().local, zip.second().central)) {
      header.packed = packed.length;
      header.size = 10_000_000;
    }
    ZipReader reader = ZipReader.open(new MemoryItem("bomb", zip.bytes()), Zips.DEFLATE);
    long size = 0;
    ErrorCode code = null;
    try (ByteStream bytes = reader.open(reader.entryOrNull("b.txt"))) {
      for (DataChunk chunk = bytes.read(); chunk != null; chunk = bytes.read()) {
        assertTrue(chunk.sizeBytes() <= 1 << 20);
        size += chunk.sizeBytes();
      }
    } catch (StreamingException e) {
      code = e.code();
    }
    assertEquals(ErrorCode.BACKUP_DAMAGED, code);
    assertTrue(size <= 10_000_000);
  }

  private static void onlyWhenLong() {
    assumeTrue("1".equals(System.getenv("PORTAGE_LONG")), "takes minutes: ./test --long");
  }

  @Test void everyByteOfALargeFileIsReadByEverybody() throws Exception {
    onlyWhenLong();
    for (Packing packing : Packing.values()) {
      try (DiskFile file = new DiskFile(folder.resolve("backup.zip"))) {
        ZipWriter writer = new ZipWriter(file, Zips.DEFLATE);
        writer.add("large", packing, new Zeros(LARGE), new SeenBytes());
        writer.add("small", Packing.STORED, Zips.stream(SMALL), new SeenBytes());
        writer.finish();
      }
      try (DiskItem item = new DiskItem(folder.resolve("backup.zip"))) {
        ZipReader reader = ZipReader.open(item, Zips.DEFLATE);
        long size = 0;
        try (ByteStream bytes = reader.open(reader.entryOrNull("large"))) {
          for (DataChunk chunk = bytes.read(); chunk != null; chunk = bytes.read()) {
            size += chunk.sizeBytes();
          }
        }
        assertEquals(LARGE, size);
        assertArrayEquals(SMALL, Zips.bytes(reader.open(reader.entryOrNull("small"))));
      }
      assertTrue(Tool.UNZIP.run(folder, "-t", "backup.zip").contains("No errors detected"));
      String said = Tool.SEVEN_ZIP.run(folder, "t", "backup.zip");
      assertTrue(said.contains("Everything is Ok") && !said.contains("arning"), said);
      assertEquals("None\n", Tool.PYTHON.run(folder, "-c", "import zipfile; print(zipfile.ZipFile('backup.zip').testzip())"));
    }
  }

  @Test void largeFileIsGoneOnWithAfterItsWriterDied() throws Exception {
    onlyWhenLong();
    DiskFile dying = new DiskFile(folder.resolve("backup.zip"));
    ZipWriter first = new ZipWriter(dying, Zips.DEFLATE);
    first.add("large", Packing.STORED, new Zeros(LARGE), new SeenBytes());
    dying.append(new ByteChunk(new byte[5000]));
    dying.die();
    try (DiskFile file = new DiskFile(folder.resolve("backup.zip"))) {
      ZipWriter next = ZipWriter.resume(file, Zips.DEFLATE);
      assertEquals(first.entries(), next.entries());
      next.add("small", Packing.STORED, Zips.stream(SMALL), new SeenBytes());
      next.finish();
    }
    try (DiskItem item = new DiskItem(folder.resolve("backup.zip"))) {
      ZipReader reader = ZipReader.open(item, Zips.DEFLATE);
      assertArrayEquals(SMALL, Zips.bytes(reader.open(reader.entryOrNull("small"))));
    }
  }

  @Test void millionEntriesDoNotNeedGigabytes() throws Exception {
    onlyWhenLong();
    writeMillion();
    long before = heldBytes();
    try (DiskItem item = new DiskItem(folder.resolve("backup.zip"))) {
      ZipReader reader = ZipReader.open(item, Zips.DEFLATE);
      long held = heldBytes() - before;
      assertEquals(MILLION, reader.entries().size());
      System.out.println("the directory of a million entries takes " + (held >> 20) + " MB");
      assertTrue(held > 50L << 20 && held < 300L << 20, held + " bytes");
    }
  }

  /** Whatever it holds is free when it returns. */
  private void writeMillion() throws Exception {
    try (DiskFile file = new DiskFile(folder.resolve("backup.zip"))) {
      ZipWriter writer = new ZipWriter(file, Zips.DEFLATE);
      for (int i = 0; i < MILLION; i++) {
        writer.add("blobs/bafkrei" + "a".repeat(45) + (MILLION + i), Packing.STORED, Zips.stream(new byte[0]), new SeenBytes());
      }
      writer.finish();
    }
  }

  private static long heldBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
