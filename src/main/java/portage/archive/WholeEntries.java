package portage.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.Deflate;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/**
 * The entries of a file whose writer died, found by their own headers from the front. One counts when all of its bytes are there
 * and have its CRC-32; the first that does not is where the file has to go on.
 */
final class WholeEntries {
  /** Says which entries may stay. */
  interface Wanted {
    /**
     * Looks at the entry's bytes, and is finished with null; what it throws as {@code BLOB_CORRUPT} is not whole either. Null when
     * the file has to go on without the entry.
     */
    ItemCheck checkOrNull(ZipEntry entry) throws StreamingException;
  }

  private final StoredItem file;
  private final Deflate deflate;
  private final Wanted wanted;
  private final List<ZipEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long endBytes;

  private WholeEntries(StoredItem file, Deflate deflate, Wanted wanted) {
    this.file = file;
    this.deflate = deflate;
    this.wanted = wanted;
  }

  static WholeEntries of(StoredItem file, Deflate deflate, Wanted wanted) throws StreamingException {
    WholeEntries whole = new WholeEntries(file, deflate, wanted);
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
      ItemCheck check = wanted.checkOrNull(entry);
      if (check == null) {
        return false;
      }
      try (EntryStream bytes = EntryStream.open(file, entry, header.dataStart(), deflate)) {
        for (DataChunk chunk = bytes.read(); chunk != null; chunk = bytes.read()) {
          check.push(chunk);
        }
      }
      check.finish(null);
      entries.add(entry);
      names.add(entry.name());
      endBytes = header.dataStart() + entry.packedBytes();
      return true;
    } catch (StreamingException e) {
      return switch (e.code()) {
        case BACKUP_DAMAGED, BACKUP_UNREADABLE, BLOB_CORRUPT -> false;
        default -> throw e;
      };
    }
  }

  /** False for what no writer of ours leaves behind. */
  private boolean isOurs(LocalHeader header) {
    String name = header.entry().name();
    return !header.givenLater() && !EntryName.isFolder(name) && !names.contains(name);
  }
}
