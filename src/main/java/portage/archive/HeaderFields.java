package portage.archive;

import static portage.archive.HeaderBytes.u16;
import static portage.archive.HeaderBytes.u32;

import portage.error.StreamingException;

/** The fields that local headers and those of the directory share, from the flags to the size. */
record HeaderFields(int flags, Packing packing, long crc32, long packedBytes, long sizeBytes) {
  /** 2 with folders and deflate, 4.5 with numbers of eight bytes. */
  private static final int VERSION = 20;
  static final int VERSION_ZIP64 = 45;

  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int GIVEN_LATER = 1 << 3;
  private static final int PATCH = 1 << 5;
  private static final int UTF8 = 1 << 11;

  /** 1 January 1980, 0:00: the same content makes the same file. The manifest says when it was made. */
  private static final int TIME = 0;
  private static final int DATE = 1 << 5 | 1;

  /** From the version on. */
  static void add(HeaderBytes header, ZipEntry entry) {
    boolean isLarge = Zip64.hasLargeSize(entry);
    header.u16(isLarge || Zip64.isLarge(entry.offsetBytes()) ? VERSION_ZIP64 : VERSION)
        .u16(UTF8).u16(entry.packing().method()).u16(TIME).u16(DATE).u32(entry.crc32())
        .u32(isLarge ? Zip64.ELSEWHERE : entry.packedBytes()).u32(isLarge ? Zip64.ELSEWHERE : entry.sizeBytes());
  }

  /** Reads from the flags on, at {@code at}. Refuses what nothing can be done with. */
  static HeaderFields decode(byte[] bytes, int at) throws StreamingException {
    int flags = u16(bytes, at);
    if ((flags & ENCRYPTED) != 0) {
      throw ArchiveFault.unreadable("it is protected with a password");
    }
    Packing packing = Packing.ofOrNull(u16(bytes, at + 2));
    if (packing == null || (flags & PATCH) != 0) {
      throw ArchiveFault.unreadable("it is packed in a way that this page does not know");
    }
    return new HeaderFields(flags, packing, u32(bytes, at + 8), u32(bytes, at + 12), u32(bytes, at + 16));
  }

  boolean isGivenLater() {
    return (flags & GIVEN_LATER) != 0;
  }

  static String name(byte[] bytes, int from, int length) throws StreamingException {
    String name = EntryName.decodeOrNull(bytes, from, length);
    if (name == null) {
      throw ArchiveFault.unreadable("a file in it has a name that is not allowed");
    }
    return name;
  }
}
