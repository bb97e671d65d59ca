package portage.archive;

import java.util.List;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/**
 * Reads a ZIP file that may come from a stranger: from its end, by its directory, never forward by signatures. Whatever is read
 * of it has a safe name of its own, lies in the file, shares no byte with anything else in it, and is as long as was said, with
 * the CRC-32 that was said.
 *
 * <p>Errors: {@code BACKUP_UNREADABLE} for what is no ZIP file or of a form that is refused (encrypted, several parts, other
 * methods than stored and deflated, unsafe or equal names), {@code BACKUP_DAMAGED} for what contradicts itself. Time and memory
 * go with the size of the directory, which has a limit.
 */
public final class ZipReader {
  private final StoredItem file;
  private final Deflate deflate;
  private final ZipDirectory directory;

  private ZipReader(StoredItem file, Deflate deflate, ZipDirectory directory) {
    this.file = file;
    this.deflate = deflate;
    this.directory = directory;
  }

  /** Reads the directory; {@code file} stays the caller's to close. */
  public static ZipReader open(StoredItem file, Deflate deflate) throws StreamingException {
    return new ZipReader(file, deflate, ZipDirectory.read(file));
  }

  /** All files in it, in the order of the directory; folders are left out. */
  public List<ZipEntry> entries() {
    return directory.files();
  }

  public ZipEntry entryOrNull(String name) {
    return directory.fileOrNull(name);
  }

  /** The unpacked bytes. Where size or CRC-32 are not as declared, the stream fails instead of ending. */
  public ByteStream open(ZipEntry entry) throws StreamingException {
    long end = directory.endOf(entry);
    LocalHeader header = LocalHeader.read(file, entry.offsetBytes(), end);
    if (!header.agreesWith(entry) || entry.packedBytes() > end - header.dataStart()) {
      throw ArchiveFault.damaged(entry.name(), "a file in it contradicts the list of files");
    }
    return EntryStream.open(file, entry, header.dataStart(), deflate);
  }
}
