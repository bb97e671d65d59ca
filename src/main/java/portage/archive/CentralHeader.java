package portage.archive;

import static portage.archive.HeaderBytes.u16;
import static portage.archive.HeaderBytes.u32;
import static portage.archive.HeaderBytes.u64;

import portage.error.StreamingException;

/**
 * What the directory at the end of a ZIP file says of one entry.
 *
 * <pre>
 * 50 4b 01 02   made by 2, version needed 2, flags 2, method 2, time 2, date 2, CRC-32 4, packed size 4, size 4,
 *               length of the name 2, of the extra fields 2, of the comment 2, disk 2, internal attributes 2,
 *               external attributes 4, offset of the local header 4; name; extra fields; comment
 * </pre>
 */
final class CentralHeader {
  static final int FIXED_BYTES = 46;
  /** With the longest name, extra fields and comment that its lengths allow. */
  static final int MOST_BYTES = FIXED_BYTES + 3 * 0xffff;

  private static final long SIGNATURE = 0x02014b50L;
  /** Unix, so that the attributes are read as its own: a file, read by all, written by its owner. */
  private static final int MADE_BY = 3 << 8 | HeaderFields.VERSION_ZIP64;
  private static final long ATTRIBUTES = 0100644L << 16;

  private CentralHeader() {}

  static void add(HeaderBytes directory, ZipEntry entry) {
    byte[] name = EntryName.encode(entry.name());
    byte[] extra = Zip64.central(entry);
    directory.u32(SIGNATURE).u16(MADE_BY);
    HeaderFields.add(directory, entry);
    directory.u16(name.length).u16(extra.length).u16(0).u16(0).u16(0).u32(ATTRIBUTES)
        .u32(Zip64.isLarge(entry.offsetBytes()) ? Zip64.ELSEWHERE : entry.offsetBytes()).raw(name).raw(extra);
  }

  /** How long the header is whose fixed part is at {@code at}. */
  static int sizeBytes(byte[] bytes, int at) throws StreamingException {
    if (u32(bytes, at) != SIGNATURE) {
      throw ArchiveFault.damaged(null, "its list of files cannot be read");
    }
    return FIXED_BYTES + u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32);
  }

  /** Reads the whole header at {@code at}. */
  static ZipEntry decode(byte[] bytes, int at) throws StreamingException {
    HeaderFields fields = HeaderFields.decode(bytes, at + 8);
    int nameBytes = u16(bytes, at + 28);
    int extraStart = at + FIXED_BYTES + nameBytes;
    String name = HeaderFields.name(bytes, at + FIXED_BYTES, nameBytes);
    Elsewhere elsewhere = new Elsewhere(bytes, extraStart, extraStart + u16(bytes, at + 30));
    long sizeBytes = elsewhere.value(fields.sizeBytes());
    long packedBytes = elsewhere.value(fields.packedBytes());
    long offsetBytes = elsewhere.value(u32(bytes, at + 42));
    if (elsewhere.disk(u16(bytes, at + 34)) != 0) {
      throw ArchiveFault.unreadable("it is one part of several");
    }
    return new ZipEntry(name, fields.packing(), fields.crc32(), packedBytes, sizeBytes, offsetBytes);
  }

  /** Takes the numbers that have no room in their fields out of the extra field, one after the other. */
  private static final class Elsewhere {
    private final byte[] bytes;
    private final int from;
    private final int end;
    private int taken;

    Elsewhere(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.from = from;
      this.end = end;
    }

    long value(long field) throws StreamingException {
      return field == Zip64.ELSEWHERE ? u64(bytes, next(8)) : field;
    }

    long disk(int field) throws StreamingException {
      return field == Zip64.ELSEWHERE_SHORT ? u32(bytes, next(4)) : field;
    }

    private int next(int length) throws StreamingException {
      int start = Zip64.find(bytes, from, end, taken + length);
      if (start < 0) {
        throw ArchiveFault.damaged(null, "a size or place is missing in its list of files");
      }
      taken += length;
      return start + taken - length;
    }
  }
}
