package portage.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.jvm.MemoryFile;
import portage.jvm.MemoryItem;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/**
 * A ZIP file that is accepted has files that are as long as they say, and comes out the same when it is written again. Whatever
 * a page left behind is gone on with, and makes a ZIP file that is read.
 */
public final class ZipTarget {
  /** Deflate can make a thousand times as much of it; how much is read is up to the caller. */
  private static final long MOST_PLAIN_BYTES = 1 << 20;

  private ZipTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    ZipReader reader = Owed.read(data.length, () -> open(data));
    if (reader != null) {
      Map<String, byte[]> content = contentOrNull(reader);
      if (content != null) {
        sameAgain(content);
      }
    }
    goOn(data);
  }

  private static ZipReader open(byte[] data) throws StreamingException {
    try {
      return ZipReader.open(new MemoryItem("input", data), Zips.DEFLATE);
    } catch (StreamingException e) {
      throw expected(e);
    }
  }

  /** What is read must never lie outside of the file, which would be another code. */
  private static StreamingException expected(StreamingException e) {
    if (e.code() != ErrorCode.BACKUP_DAMAGED && e.code() != ErrorCode.BACKUP_UNREADABLE) {
      throw new AssertionError("a bad file was taken for " + e.code(), e);
    }
    return e;
  }

  /** Null when one of its files is refused. */
  private static Map<String, byte[]> contentOrNull(ZipReader reader) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    long left = MOST_PLAIN_BYTES;
    for (ZipEntry entry : reader.entries()) {
      Owed.same(entry, reader.entryOrNull(entry.name()));
      if (entry.sizeBytes() > left) {
        return null;
      }
      try {
        byte[] bytes = bytes(reader.open(entry), entry.sizeBytes());
        Owed.same(entry.sizeBytes(), (long) bytes.length);
        content.put(entry.name(), bytes);
        left -= bytes.length;
      } catch (StreamingException e) {
        expected(e);
        return null;
      }
    }
    return content;
  }

  private static byte[] bytes(ByteStream stream, long mostBytes) throws StreamingException {
    HeaderBytes bytes = new HeaderBytes(100);
    try (stream) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        bytes.raw(chunk.toByteArray());
        Owed.holds(bytes.sizeBytes() <= mostBytes, "more bytes than were declared");
      }
    }
    return bytes.take();
  }

  private static void sameAgain(Map<String, byte[]> content) {
    try {
      Map<String, byte[]> again = Zips.read(Zips.of(content));
      Owed.same(List.copyOf(content.keySet()), List.copyOf(again.keySet()));
      for (String name : content.keySet()) {
        Owed.same(content.get(name), again.get(name));
      }
    } catch (StreamingException e) {
      throw new AssertionError("what was read is not written again", e);
    }
  }

  private static void goOn(byte[] data) {
    try {
      MemoryFile file = new MemoryFile(data);
      ZipWriter writer = ZipWriter.resume(file, Zips.DEFLATE);
      writer.finish();
      ZipReader reader = ZipReader.open(file.writtenOrNull(), Zips.DEFLATE);
      Owed.same(writer.entries(), reader.entries());
    } catch (StreamingException e) {
      throw new AssertionError("what was left behind cannot be gone on with", e);
    }
  }

  public static List<byte[]> seeds() {
    try {
      ForgedZip large = new ForgedZip();
      large.hasLargeEnd = true;
      large.count = 0xffff;
      large.directoryBytes = Zip64.ELSEWHERE;
      large.directoryOffset = Zip64.ELSEWHERE;
      large.second().isElsewhere = true;
      large.second().central.extra = ForgedZip.large(65);
      ForgedZip later = new ForgedZip();
      later.first().local.flags = 8;
      later.first().local.crc = 0;
      later.first().behind = new byte[16];
      return List.of(Zips.of(Map.of()), Zips.of(Zips.content()), new ForgedZip().bytes(), large.bytes(), later.bytes());
    } catch (StreamingException e) {
      throw new AssertionError(e);
    }
  }
}
