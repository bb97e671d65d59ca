package portage.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A ZIP file of which everything can be a lie. As it is made, it is a good one of two files. */
final class ForgedZip {
  /** The fields of one entry; what the local header says and what the directory says can differ. */
  static final class Entry {
    Header local = new Header();
    Header central = new Header();
    byte[] data;
    byte[] behind = new byte[0];
    long offset;
    int disk;
    boolean isElsewhere;
  }

  /** What stands in one header. */
  static final class Header {
    byte[] name;
    int flags;
    int method;
    long crc;
    long packed;
    long size;
    byte[] extra = new byte[0];
    byte[] comment = new byte[0];
    long signature;
    Integer extraBytes;
    Integer commentBytes;
  }

  final List<Entry> entries = new ArrayList<>();
  byte[] before = new byte[0];
  byte[] behindEntries = new byte[0];
  byte[] comment = new byte[0];
  byte[] after = new byte[0];
  int disk;
  int directoryDisk;
  Integer count;
  Long directoryBytes;
  Long directoryOffset;
  boolean hasLargeEnd;
  long largeDisk;
  Long largeOffset;
  Long largeCount;
  Long largeDirectoryBytes;
  Long largeDirectoryOffset;
  long largeRest = 44;
  long disks = 1;

  ForgedZip() {
    stored("a.txt", "first file");
    deflated("b.txt", "second file, ".repeat(20));
  }

  Entry first() {
    return entries.get(0);
  }

  Entry second() {
    return entries.get(1);
  }

  Entry stored(String name, String text) {
    return add(name.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8), 0);
  }

  Entry deflated(String name, String text) {
    return add(name.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8), 8);
  }

  Entry add(byte[] name, byte[] plain, int method) {
    Entry entry = new Entry();
    entry.data = method == 8 ? deflate(plain) : plain;
    CRC32 crc = new CRC32();
    crc.update(plain);
    for (Header header : List.of(entry.local, entry.central)) {
      header.name = name;
      header.method = method;
      header.crc = crc.getValue();
      header.packed = entry.data.length;
      header.size = plain.length;
    }
    entry.local.signature = 0x04034b50L;
    entry.central.signature = 0x02014b50L;
    entry.offset = -1;
    entries.add(entry);
    return entry;
  }

  static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length + 100];
    return Arrays.copyOf(packed, deflater.deflate(packed));
  }

  byte[] bytes() {
    HeaderBytes zip = new HeaderBytes(1000).raw(before);
    HeaderBytes directory = new HeaderBytes(1000);
    for (Entry entry : entries) {
      long offset = entry.offset >= 0 ? entry.offset : zip.sizeBytes();
      Header local = entry.local;
      zip.u32(local.signature).u16(20);
      fields(zip, local);
      zip.raw(local.name).raw(local.extra).raw(entry.data).raw(entry.behind);
      Header central = entry.central;
      directory.u32(central.signature).u16(20).u16(20);
      fields(directory, central);
      directory.u16(orInt(central.commentBytes, central.comment.length)).u16(entry.disk).u16(0).u32(0).u32(entry.isElsewhere ? 0xffffffffL : offset)
          .raw(central.name).raw(central.extra).raw(central.comment);
    }
    zip.raw(behindEntries);
    long start = zip.sizeBytes();
    long length = directory.sizeBytes();
    zip.raw(directory.take());
    end(zip, start, length);
    return zip.raw(after).take();
  }

  private static void fields(HeaderBytes to, Header header) {
    to.u16(header.flags).u16(header.method).u16(0).u16(33).u32(header.crc).u32(header.packed).u32(header.size)
        .u16(header.name.length).u16(orInt(header.extraBytes, header.extra.length));
  }

  private void end(HeaderBytes zip, long start, long length) {
    if (hasLargeEnd) {
      long at = zip.sizeBytes();
      long many = or(largeCount, entries.size());
      zip.u32(0x06064b50L).u64(largeRest).u16(45).u16(45).u32(largeDisk).u32(largeDisk).u64(many).u64(many)
          .u64(or(largeDirectoryBytes, length)).u64(or(largeDirectoryOffset, start));
      zip.u32(0x07064b50L).u32(largeDisk).u64(or(largeOffset, at)).u32(disks);
    }
    int many = orInt(count, entries.size());
    zip.u32(0x06054b50L).u16(disk).u16(directoryDisk).u16(many).u16(many).u32(or(directoryBytes, length))
        .u32(or(directoryOffset, start)).u16(comment.length).raw(comment);
  }

  private static long or(Long forged, long right) {
    return forged == null ? right : forged;
  }

  private static int orInt(Integer forged, int right) {
    return forged == null ? right : forged;
  }

  /** An extra field of eight-byte numbers. */
  static byte[] large(long... values) {
    HeaderBytes extra = new HeaderBytes(40).u16(1).u16(values.length * 8);
    for (long value : values) {
      extra.u64(value);
    }
    return extra.take();
  }
}
