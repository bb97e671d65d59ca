package portage.archive;

import java.util.List;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/** Reads a ZIP file that may come from a stranger. */
public final class ZipReader {
  private ZipReader() {}

  /** Reads the directory; {@code file} stays the caller's to close. */
  public static ZipReader open(StoredItem file, Deflate deflate) throws StreamingException {
    throw new UnsupportedOperationException();
  }

  /** All files in it, in the order of the directory; folders are left out. */
  public List<ZipEntry> entries() {
    throw new UnsupportedOperationException();
  }

  public ZipEntry entryOrNull(String name) {
    throw new UnsupportedOperationException();
  }

  /** The unpacked bytes. Where size or CRC-32 are not as declared, the stream fails instead of ending. */
  public ByteStream open(ZipEntry entry) throws StreamingException {
    throw new UnsupportedOperationException();
  }
}
