package portage.archive;

import static portage.archive.HeaderBytes.u16;
import static portage.archive.HeaderBytes.u32;
import static portage.archive.HeaderBytes.u64;

import portage.error.StreamingException;
import portage.stream.StoredItem;

/**
 * Where the directory of a ZIP file lies, as its last bytes say.
 *
 * <pre>
 * 50 4b 06 06   length of the rest 8, made by 2, version needed 2, this disk 4, disk of the directory 4, entries on this
 *               disk 8, entries 8, size of the directory 8, its offset 8        only where a number has no room below
 * 50 4b 06 07   disk of the record above 4, its offset 8, number of disks 4     only together with it
 * 50 4b 05 06   this disk 2, disk of the directory 2, entries on this disk 2, entries 2, size of the directory 4,
 *               its offset 4, length of the comment 2; comment
 * </pre>
 *
 * @param endOffset where the directory ends, which is where these records begin
 */
record EndRecord(long entries, long directoryBytes, long directoryOffset, long endOffset) {
  private static final long SIGNATURE = 0x06054b50L;
  private static final long LOCATOR_SIGNATURE = 0x07064b50L;
  private static final long LARGE_SIGNATURE = 0x06064b50L;
  private static final int FIXED_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int LARGE_BYTES = 56;
  private static final int MOST_COMMENT_BYTES = 0xffff;

  static void add(HeaderBytes end, long entries, long directoryBytes, long directoryOffset) {
    boolean isLarge = entries >= Zip64.ELSEWHERE_SHORT || Zip64.isLarge(directoryBytes) || Zip64.isLarge(directoryOffset);
    if (isLarge) {
      int version = HeaderFields.VERSION_ZIP64;
      end.u32(LARGE_SIGNATURE).u64(LARGE_BYTES - 12).u16(3 << 8 | version).u16(version).u32(0).u32(0)
          .u64(entries).u64(entries).u64(directoryBytes).u64(directoryOffset);
      end.u32(LOCATOR_SIGNATURE).u32(0).u64(directoryOffset + directoryBytes).u32(1);
    }
    int shortEntries = isLarge ? Zip64.ELSEWHERE_SHORT : (int) entries;
    end.u32(SIGNATURE).u16(0).u16(0).u16(shortEntries).u16(shortEntries).u32(isLarge ? Zip64.ELSEWHERE : directoryBytes)
        .u32(isLarge ? Zip64.ELSEWHERE : directoryOffset).u16(0);
  }

  /** Finds and reads the records. What is returned lies within the file and fits together. */
  static EndRecord find(StoredItem file) throws StreamingException {
    byte[] tail = new byte[(int) Math.min(file.sizeBytes(), FIXED_BYTES + MOST_COMMENT_BYTES)];
    long tailOffset = file.sizeBytes() - tail.length;
    file.read(tailOffset, tail, 0, tail.length);
    int at = tail.length - FIXED_BYTES;
    while (at >= 0 && !(u32(tail, at) == SIGNATURE && u16(tail, at + 20) == tail.length - FIXED_BYTES - at)) {
      at--;
    }
    if (at < 0) {
      throw begins(file) ? ArchiveFault.damaged(null, "it is cut off") : ArchiveFault.unreadable("it is not a ZIP file");
    }
    if (!isOneOfOne(u16(tail, at + 4), u16(tail, at + 6))) {
      throw ArchiveFault.unreadable("it is one part of several");
    }
    EndRecord small = new EndRecord(u16(tail, at + 10), u32(tail, at + 12), u32(tail, at + 16), tailOffset + at);
    EndRecord found = large(file, small);
    if (found.directoryBytes < 0 || found.directoryOffset < 0
        || found.directoryBytes != found.endOffset - found.directoryOffset
        || found.entries < 0 || found.entries > found.directoryBytes / CentralHeader.FIXED_BYTES) {
      throw ArchiveFault.damaged(null, "its end contradicts itself");
    }
    return found;
  }

  private static boolean isOneOfOne(int disk, int directoryDisk) {
    return (disk == 0 || disk == Zip64.ELSEWHERE_SHORT) && (directoryDisk == 0 || directoryDisk == Zip64.ELSEWHERE_SHORT);
  }

  /** True when the file begins as ZIP files do. */
  private static boolean begins(StoredItem file) throws StreamingException {
    byte[] head = new byte[4];
    if (file.sizeBytes() < head.length) {
      return false;
    }
    file.read(0, head, 0, head.length);
    return u32(head, 0) == LocalHeader.SIGNATURE;
  }

  /** What the records with room for larger numbers say, where they are there; otherwise {@code small}. */
  private static EndRecord large(StoredItem file, EndRecord small) throws StreamingException {
    byte[] locator = new byte[LOCATOR_BYTES];
    long locatorOffset = small.endOffset - LOCATOR_BYTES;
    if (locatorOffset < LARGE_BYTES) {
      return small;
    }
    file.read(locatorOffset, locator, 0, LOCATOR_BYTES);
    if (u32(locator, 0) != LOCATOR_SIGNATURE) {
      return small;
    }
    if (u32(locator, 4) != 0 || u32(locator, 16) > 1) {
      throw ArchiveFault.unreadable("it is one part of several");
    }
    long offset = u64(locator, 8);
    if (offset < 0 || offset > locatorOffset - LARGE_BYTES) {
      throw ArchiveFault.damaged(null, "its end contradicts itself");
    }
    byte[] record = new byte[LARGE_BYTES];
    file.read(offset, record, 0, LARGE_BYTES);
    if (u32(record, 0) != LARGE_SIGNATURE || u64(record, 4) != locatorOffset - offset - 12) {
      throw ArchiveFault.damaged(null, "its end contradicts itself");
    }
    if (u32(record, 16) != 0 || u32(record, 20) != 0) {
      throw ArchiveFault.unreadable("it is one part of several");
    }
    EndRecord large = new EndRecord(u64(record, 32), u64(record, 40), u64(record, 48), offset);
    if (!small.agreesWith(large)) {
      throw ArchiveFault.damaged(null, "its end contradicts itself");
    }
    return large;
  }

  private boolean agreesWith(EndRecord large) {
    return (entries == Zip64.ELSEWHERE_SHORT || entries == large.entries)
        && (directoryBytes == Zip64.ELSEWHERE || directoryBytes == large.directoryBytes)
        && (directoryOffset == Zip64.ELSEWHERE || directoryOffset == large.directoryOffset);
  }
}
