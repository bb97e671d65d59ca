package portage.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import portage.error.StreamingException;
import portage.stream.StoredItem;

/**
 * The directory of a ZIP file, checked: every entry has a safe name that no other has, lies before the directory and ends
 * before the next begins. Everything is sorted rather than hashed: names can be chosen so that they all have one hash.
 */
final class ZipDirectory {
  /** Far more than any account has; keeps the memory of what comes from a stranger below some hundred MB. */
  static final int MOST_ENTRIES = 2_000_000;
  static final long MOST_BYTES = 256L << 20;

  /** Deflate never packs better: 258 bytes into two bits. */
  private static final long MOST_RATIO = 1032;
  /** Holds the longest header there can be. */
  private static final int ROOM_BYTES = 512 << 10;

  private static final Comparator<ZipEntry> BY_NAME = (a, b) -> a.name().compareTo(b.name());
  private static final Comparator<ZipEntry> BY_OFFSET = (a, b) -> Long.compare(a.offsetBytes(), b.offsetBytes());

  private final List<ZipEntry> files;
  private final ZipEntry[] byName;
  private final ZipEntry[] byOffset;
  private final long endOffset;

  private ZipDirectory(List<ZipEntry> all, long endOffset) {
    this.endOffset = endOffset;
    byOffset = all.toArray(new ZipEntry[0]);
    List<ZipEntry> found = new ArrayList<>(all.size());
    for (ZipEntry entry : all) {
      if (!EntryName.isFolder(entry.name())) {
        found.add(entry);
      }
    }
    files = Collections.unmodifiableList(found);
    byName = found.toArray(new ZipEntry[0]);
    Arrays.sort(byName, BY_NAME);
    Arrays.sort(byOffset, BY_OFFSET);
  }

  static ZipDirectory read(StoredItem file) throws StreamingException {
    EndRecord end = EndRecord.find(file);
    if (end.entries() > MOST_ENTRIES || end.directoryBytes() > MOST_BYTES) {
      throw ArchiveFault.unreadable("it holds more files than any backup");
    }
    ZipDirectory directory = new ZipDirectory(entries(file, end), end.directoryOffset());
    directory.check();
    return directory;
  }

  private static List<ZipEntry> entries(StoredItem file, EndRecord end) throws StreamingException {
    List<ZipEntry> entries = new ArrayList<>();
    Headers headers = new Headers(file, end);
    for (ZipEntry entry = headers.nextOrNull(); entry != null; entry = headers.nextOrNull()) {
      entries.add(entry);
    }
    if (entries.size() != end.entries()) {
      throw ArchiveFault.damaged(null, "its list of files is longer or shorter than its end says");
    }
    return entries;
  }

  private void check() throws StreamingException {
    for (int i = 1; i < byName.length; i++) {
      if (byName[i].name().equals(byName[i - 1].name())) {
        throw ArchiveFault.unreadable("two files in it have the same name");
      }
    }
    for (int i = 0; i < byOffset.length; i++) {
      check(byOffset[i], nextOffset(i));
    }
  }

  private static void check(ZipEntry entry, long nextOffset) throws StreamingException {
    long packedBytes = entry.packedBytes();
    long mostBytes = entry.packing() == Packing.STORED ? packedBytes : saturated(packedBytes);
    boolean lies = packedBytes < 0 || entry.sizeBytes() < 0 || entry.offsetBytes() < 0 || entry.sizeBytes() > mostBytes;
    if (lies || entry.packing() == Packing.STORED && entry.sizeBytes() < packedBytes) {
      throw ArchiveFault.damaged(entry.name(), "a file in it cannot be as long as its list says");
    }
    if (packedBytes > nextOffset - entry.offsetBytes() - LocalHeader.FIXED_BYTES - entry.name().length()) {
      throw ArchiveFault.damaged(entry.name(), "files in it overlap, or go on behind its end");
    }
  }

  private static long saturated(long packedBytes) {
    return packedBytes > Long.MAX_VALUE / MOST_RATIO ? Long.MAX_VALUE : packedBytes * MOST_RATIO;
  }

  /** Where the entry after the {@code i}th in the file begins, or the directory. */
  private long nextOffset(int i) {
    return i + 1 < byOffset.length ? byOffset[i + 1].offsetBytes() : endOffset;
  }

  List<ZipEntry> files() {
    return files;
  }

  ZipEntry fileOrNull(String name) {
    int low = 0;
    int high = byName.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = byName[middle].name().compareTo(name);
      if (order == 0) {
        return byName[middle];
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle;
    }
    return null;
  }

  /** What {@code entry}, with its header, must not reach beyond. */
  long endOf(ZipEntry entry) {
    int i = Arrays.binarySearch(byOffset, entry, BY_OFFSET);
    if (i < 0 || !byOffset[i].equals(entry)) {
      throw new IllegalArgumentException("not an entry of this file: " + entry.name());
    }
    return nextOffset(i);
  }

  /** Reads one header after the other, through one room. */
  private static final class Headers {
    private final StoredItem file;
    private final long end;
    private final byte[] room;
    private long readTo;
    private int at;
    private int held;

    Headers(StoredItem file, EndRecord end) {
      this.file = file;
      this.end = end.endOffset();
      room = new byte[(int) Math.min(ROOM_BYTES, end.directoryBytes())];
      readTo = end.directoryOffset();
    }

    ZipEntry nextOrNull() throws StreamingException {
      if (held - at < CentralHeader.MOST_BYTES && readTo < end) {
        refill();
      }
      if (held == at) {
        return null;
      }
      need(CentralHeader.FIXED_BYTES);
      int sizeBytes = CentralHeader.sizeBytes(room, at);
      need(sizeBytes);
      ZipEntry entry = CentralHeader.decode(room, at);
      at += sizeBytes;
      return entry;
    }

    private void refill() throws StreamingException {
      System.arraycopy(room, at, room, 0, held - at);
      held -= at;
      at = 0;
      int more = (int) Math.min(room.length - held, end - readTo);
      file.read(readTo, room, held, more);
      readTo += more;
      held += more;
    }

    private void need(int sizeBytes) throws StreamingException {
      if (held - at < sizeBytes) {
        throw ArchiveFault.damaged(null, "its list of files is cut off");
      }
    }
  }
}
