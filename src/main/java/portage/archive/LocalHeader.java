package portage.archive;

import static portage.archive.HeaderBytes.u16;
import static portage.archive.HeaderBytes.u32;
import static portage.archive.HeaderBytes.u64;

import portage.error.StreamingException;
import portage.stream.StoredItem;

/**
 * What stands before an entry's bytes.
 *
 * <pre>
 * 50 4b 03 04   version needed 2, flags 2, method 2, time 2, date 2, CRC-32 4, packed size 4, size 4,
 *               length of the name 2, of the extra fields 2; name; extra fields
 * </pre>
 *
 * <p>Ours is zeros until its entry is whole: a reader finds no entry there, and neither does whoever goes on after a page died.
 *
 * @param entry as this header says; sizes and CRC-32 mean nothing where they are {@code given} later
 * @param givenLater true where they stand behind the bytes
 * @param dataStart where the entry's bytes begin
 */
record LocalHeader(ZipEntry entry, boolean givenLater, long dataStart) {
  static final int FIXED_BYTES = 30;
  static final long SIGNATURE = 0x04034b50L;

  /** Extra fields longer than this cost a second read. */
  private static final int LIKELY_EXTRA_BYTES = 64;

  /** How many bytes ours has. */
  static int sizeBytes(byte[] name) {
    return FIXED_BYTES + name.length + Zip64.LOCAL_BYTES;
  }

  static byte[] encode(ZipEntry entry) {
    byte[] name = EntryName.encode(entry.name());
    HeaderBytes header = new HeaderBytes(sizeBytes(name)).u32(SIGNATURE);
    HeaderFields.add(header, entry);
    header.u16(name.length).u16(Zip64.LOCAL_BYTES).raw(name);
    Zip64.addLocal(header, entry);
    return header.take();
  }

  /** Reads the header at {@code offset}; all of it must lie before {@code end}. */
  static LocalHeader read(StoredItem file, long offset, long end) throws StreamingException {
    byte[] bytes = new byte[(int) Math.min(end - offset, FIXED_BYTES + EntryName.MOST_BYTES + LIKELY_EXTRA_BYTES)];
    file.read(offset, bytes, 0, bytes.length);
    if (bytes.length < FIXED_BYTES || u32(bytes, 0) != SIGNATURE) {
      throw ArchiveFault.damaged(null, "a file in it does not begin where its list says");
    }
    int nameBytes = u16(bytes, 26);
    int sizeBytes = FIXED_BYTES + nameBytes + u16(bytes, 28);
    if (sizeBytes > end - offset) {
      throw ArchiveFault.damaged(null, "it contradicts itself");
    }
    if (sizeBytes > bytes.length) {
      bytes = new byte[sizeBytes];
      file.read(offset, bytes, 0, sizeBytes);
    }
    return decode(bytes, sizeBytes, nameBytes, offset);
  }

  private static LocalHeader decode(byte[] bytes, int sizeBytes, int nameBytes, long offset) throws StreamingException {
    HeaderFields fields = HeaderFields.decode(bytes, 6);
    String name = HeaderFields.name(bytes, FIXED_BYTES, nameBytes);
    long packedBytes = fields.packedBytes();
    long plainBytes = fields.sizeBytes();
    if (packedBytes == Zip64.ELSEWHERE || plainBytes == Zip64.ELSEWHERE) {
      int at = Zip64.find(bytes, FIXED_BYTES + nameBytes, sizeBytes, 16);
      if (at >= 0) {
        plainBytes = u64(bytes, at);
        packedBytes = u64(bytes, at + 8);
      }
    }
    ZipEntry entry = new ZipEntry(name, fields.packing(), fields.crc32(), packedBytes, plainBytes, offset);
    return new LocalHeader(entry, fields.isGivenLater(), offset + sizeBytes);
  }

  /** True when this header says of its entry what the directory says. */
  boolean agreesWith(ZipEntry other) {
    boolean sameForm = entry.name().equals(other.name()) && entry.packing() == other.packing();
    return sameForm && (givenLater || entry.equals(other));
  }
}
