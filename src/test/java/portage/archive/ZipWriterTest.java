package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

class ZipWriterTest {
  private final MemoryFile file = new MemoryFile();
  private final ZipWriter writer = new ZipWriter(file, Zips.DEFLATE);

  /** Delivers some bytes, then fails; knows whether it was closed. */
  private static final class Failing implements ByteStream {
    private boolean begun;
    private boolean closed;

    @Override
    public DataChunk read() throws StreamingException {
      if (begun) {
        throw new StreamingException(ErrorCode.STALLED, ErrorContext.of("read"), "as wanted");
      }
      begun = true;
      return new ByteChunk(new byte[500]);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private ZipEntry add(String name, int sizeBytes) throws StreamingException {
    return writer.add(name, Packing.STORED, Zips.stream(new byte[sizeBytes]), new SeenBytes());
  }

  private static void same(Map<String, byte[]> wanted, Map<String, byte[]> got) {
    assertEquals(new ArrayList<>(wanted.keySet()), new ArrayList<>(got.keySet()));
    wanted.forEach((name, bytes) -> assertArrayEquals(bytes, got.get(name), name));
  }

  @Test void whatIsWrittenIsReadAgain() throws Exception {
    Map<String, byte[]> content = Zips.content();
    Zips.add(writer, content).finish();
    assertTrue(file.isFinished());
    same(content, Zips.read(file.toByteArray()));
    ZipReader reader = ZipReader.open(file.writtenOrNull(), Zips.DEFLATE);
    assertEquals(writer.entries(), reader.entries());
    for (ZipEntry entry : writer.entries()) {
      assertEquals(entry, reader.entryOrNull(entry.name()));
      assertEquals(Zips.packing(entry.name()), entry.packing());
    }
    assertNull(reader.entryOrNull("blobs"));
    assertNull(reader.entryOrNull("zzz"));
  }

  @Test void deflatedEntryTakesLessRoom() throws Exception {
    ZipEntry entry = writer.add("zeros", Packing.DEFLATED, Zips.stream(new byte[10_000]), new SeenBytes());
    assertEquals(10_000, entry.sizeBytes());
    assertTrue(entry.packedBytes() < 100, entry.toString());
  }

  @Test void fileWithoutEntriesIsAZipFileToo() throws Exception {
    writer.finish();
    assertEquals(22, file.sizeBytes());
    assertEquals(Map.of(), Zips.read(file.toByteArray()));
  }

  @Test void numberOfEntriesIsRightWhereSixteenBitsEnd() throws Exception {
    for (int i = 0; i < 65_534; i++) {
      add("blobs/" + i, 0);
    }
    for (int count = 65_534; count <= 65_536; count++) {
      MemoryFile finished = new MemoryFile(file.toByteArray());
      ZipWriter.resume(finished, Zips.DEFLATE).finish();
      List<ZipEntry> entries = ZipReader.open(finished.writtenOrNull(), Zips.DEFLATE).entries();
      assertEquals(writer.entries(), entries);
      assertEquals(count, entries.size());
      add("blobs/" + count, 0);
    }
  }

  @Test void sameContentMakesTheSameFile() throws Exception {
    assertArrayEquals(Zips.of(Zips.content()), Zips.of(Zips.content()));
  }

  @Test void checkSeesEveryByteAndIsToldWhenTheyAreKept() throws Exception {
    SeenBytes check = new SeenBytes();
    writer.add("a", Packing.DEFLATED, Zips.stream(new byte[12_345]), check);
    assertEquals(12_345, check.sizeBytes());
    assertEquals(12_345, check.keptBytes());
  }

  @Test void itemThatIsRefusedLeavesNothingBehind() throws Exception {
    add("first", 10);
    byte[] before = file.toByteArray();
    for (Packing packing : Packing.values()) {
      SeenBytes check = new SeenBytes(7_777);
      StreamingException failure = assertThrows(
          StreamingException.class, () -> writer.add("second", packing, Zips.stream(new byte[7_777]), check));
      assertEquals(ErrorCode.BLOB_CORRUPT, failure.code());
      assertEquals(-1, check.keptBytes());
      assertArrayEquals(before, file.toByteArray());
    }
    add("second", 20);
    writer.finish();
    assertEquals(List.of("first", "second"), new ArrayList<>(Zips.read(file.toByteArray()).keySet()));
  }

  @Test void sourceThatFailsLeavesNothingBehindAndIsClosed() throws Exception {
    add("first", 10);
    byte[] before = file.toByteArray();
    for (Packing packing : Packing.values()) {
      Failing source = new Failing();
      StreamingException failure =
          assertThrows(StreamingException.class, () -> writer.add("second", packing, source, new SeenBytes()));
      assertEquals(ErrorCode.STALLED, failure.code());
      assertTrue(source.closed);
      assertArrayEquals(before, file.toByteArray());
    }
  }

  @Test void diskThatIsFullLeavesTheEntriesBeforeAndGoesOnWhenThereIsRoom() throws Exception {
    add("first", 10);
    byte[] before = file.toByteArray();
    for (long room = before.length; room < before.length + 600; room += 7) {
      file.roomBytes(room);
      StreamingException failure = assertThrows(StreamingException.class, () -> add("second", 600));
      assertEquals(ErrorCode.STORAGE_FULL, failure.code());
      assertArrayEquals(before, file.toByteArray());
    }
    file.roomBytes(before.length + 50);
    assertEquals(ErrorCode.STORAGE_FULL, assertThrows(StreamingException.class, writer::finish).code());
    assertFalse(file.isFinished());
    file.roomBytes(Long.MAX_VALUE);
    add("second", 600);
    writer.finish();
    assertEquals(2, Zips.read(file.toByteArray()).size());
  }

  @Test void namesThatAreNotAllowedOrThereAlreadyAreMisuse() throws Exception {
    add("blobs/a", 1);
    for (String name : List.of("blobs/a", "", "/a", "../a", "a/../b", "a\\b", "C:a", "a//b", "a/", "a\nb", "x".repeat(513))) {
      Failing source = new Failing();
      assertThrows(
          IllegalArgumentException.class, () -> writer.add(name, Packing.STORED, source, new SeenBytes()), name);
      assertTrue(source.closed);
    }
    writer.finish();
    assertThrows(IllegalStateException.class, () -> add("b", 1));
    assertThrows(IllegalStateException.class, writer::finish);
    assertEquals(List.of("blobs/a"), new ArrayList<>(Zips.read(file.toByteArray()).keySet()));
  }

  /** Whatever a page had written when it died, the next one goes on after the last whole entry. */
  @Test void fileThatWasCutAtAnyByteIsGoneOnWith() throws Exception {
    Map<String, byte[]> content = Zips.content();
    for (Packing packing : Packing.values()) {
      MemoryFile whole = new MemoryFile();
      ZipWriter first = Zips.add(new ZipWriter(whole, Zips.DEFLATE), content);
      int lastStart = (int) whole.sizeBytes();
      byte[] last = Arrays.copyOf(content.get("repo.car"), 700);
      first.add("last", packing, Zips.stream(last), new SeenBytes());
      List<ZipEntry> all = first.entries();
      byte[] bytes = whole.toByteArray();
      for (int cut = lastStart; cut <= bytes.length; cut++) {
        MemoryFile left = new MemoryFile(Arrays.copyOf(bytes, cut));
        ZipWriter next = ZipWriter.resume(left, Zips.DEFLATE);
        boolean lastIsWhole = cut == bytes.length;
        assertEquals(lastIsWhole ? all : all.subList(0, all.size() - 1), next.entries(), "cut at " + cut);
        assertEquals(lastIsWhole ? bytes.length : lastStart, left.sizeBytes(), "cut at " + cut);
        if (!lastIsWhole) {
          next.add("last", packing, Zips.stream(last), new SeenBytes());
        }
        assertArrayEquals(bytes, left.toByteArray(), "cut at " + cut);
      }
    }
  }

  @Test void entryWhoseHeaderWasNotFilledInYetIsNotWhole() throws Exception {
    add("first", 10);
    int start = (int) file.sizeBytes();
    add("second", 1000);
    byte[] bytes = file.toByteArray();
    Arrays.fill(bytes, start, start + LocalHeader.sizeBytes("second".getBytes()), (byte) 0);
    MemoryFile left = new MemoryFile(bytes);
    assertEquals(1, ZipWriter.resume(left, Zips.DEFLATE).entries().size());
    assertEquals(start, left.sizeBytes());
  }

  @Test void anyByteOfAnEntryThatTheDiskLostEndsWhatIsWhole() throws Exception {
    add("first", 10);
    int start = (int) file.sizeBytes();
    add("second", 50);
    byte[] bytes = file.toByteArray();
    for (int at = start; at < bytes.length; at++) {
      byte[] spoilt = bytes.clone();
      spoilt[at] ^= 1;
      MemoryFile left = new MemoryFile(spoilt);
      List<ZipEntry> entries = ZipWriter.resume(left, Zips.DEFLATE).entries();
      assertEquals("first", entries.get(0).name());
      if (entries.size() == 2) {
        // Version, time and the room that is kept free say nothing about the bytes; a name is one as good as another.
        assertEquals(writer.entries().get(1).crc32(), entries.get(1).crc32(), "at " + (at - start));
      } else {
        assertEquals(start, left.sizeBytes());
      }
    }
  }

  @Test void fileThatWasFinishedIsGoneOnWithWithoutItsDirectory() throws Exception {
    Map<String, byte[]> content = Zips.content();
    byte[] zip = Zips.of(content);
    MemoryFile left = new MemoryFile(zip);
    ZipWriter next = ZipWriter.resume(left, Zips.DEFLATE);
    assertEquals(content.size(), next.entries().size());
    next.finish();
    assertArrayEquals(zip, left.toByteArray());
  }

  @Test void fileOfSomethingElseIsBegunAnew() throws Exception {
    MemoryFile left = new MemoryFile("something else that lay there, and is long enough".getBytes());
    ZipWriter next = ZipWriter.resume(left, Zips.DEFLATE);
    assertEquals(List.of(), next.entries());
    assertEquals(0, left.sizeBytes());
  }

  @Test void entryOfAnotherFileIsMisuse() throws Exception {
    ZipEntry entry = add("first", 10);
    writer.finish();
    ZipReader reader = ZipReader.open(new MemoryItem("backup.zip", file.toByteArray()), Zips.DEFLATE);
    ZipEntry other = new ZipEntry("other", Packing.STORED, 0, 10, 10, entry.offsetBytes());
    assertThrows(IllegalArgumentException.class, () -> reader.open(other));
  }
}
