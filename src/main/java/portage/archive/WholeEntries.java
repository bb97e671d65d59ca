package portage.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/**
 * The entries of a file whose writer died, found by their own headers from the front. One counts when all of its bytes are there
 * and have its CRC-32; the first that does not is where the file has to go on.
 */
final class WholeEntries {
  private final StoredItem file;
  private final Deflate deflate;
  private final List<ZipEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long endBytes;

  private WholeEntries(StoredItem file, Deflate deflate) {
    this.file = file;
    this.deflate = deflate;
  }

  static WholeEntries of(StoredItem file, Deflate deflate) throws StreamingException {
    WholeEntries whole = new WholeEntries(file, deflate);
    while (whole.findsNext()) {}
    return whole;
  }

  List<ZipEntry> entries() {
    return entries;
  }

  /** Where the last of them ends. */
  long endBytes() {
    return endBytes;
  }

  private boolean findsNext() throws StreamingException {
    try {
      LocalHeader header = LocalHeader.read(file, endBytes, file.sizeBytes());
      ZipEntry entry = header.entry();
      if (!isOurs(header) || entry.packedBytes() < 0 || entry.packedBytes() > file.sizeBytes() - header.dataStart()) {
        return false;
      }
      try (EntryStream bytes = EntryStream.open(file, entry, header.dataStart(), deflate)) {
        while (bytes.read() != null) {}
      }
      entries.add(entry);
      names.add(entry.name());
      endBytes = header.dataStart() + entry.packedBytes();
      return true;
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.BACKUP_DAMAGED || e.code() == ErrorCode.BACKUP_UNREADABLE) {
        return false;
      }
      throw e;
    }
  }

  /** False for what no writer of ours leaves behind. */
  private boolean isOurs(LocalHeader header) {
    String name = header.entry().name();
    return !header.givenLater() && !EntryName.isFolder(name) && !names.contains(name);
  }
}
