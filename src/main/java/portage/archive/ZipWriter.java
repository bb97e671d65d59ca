package portage.archive;

import java.util.List;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Deflate;
import portage.stream.OutputFile;
import portage.transfer.ItemCheck;

/** Writes a ZIP file, entry by entry. */
public final class ZipWriter {
  /** Begins an empty file; {@code file} stays the caller's to close. */
  public ZipWriter(OutputFile file, Deflate deflate) {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes on after the whole entries of a file that an earlier page left behind, each read again; what is not whole is cut off.
   * Where the file cannot be read, nothing of it is kept.
   */
  public static ZipWriter resume(OutputFile file, Deflate deflate) throws StreamingException {
    throw new UnsupportedOperationException();
  }

  /** The entries that are whole, in their order. */
  public List<ZipEntry> entries() {
    throw new UnsupportedOperationException();
  }

  /**
   * Streams one entry; its CRC-32 is made in the same pass as {@code check}, which is finished with null and told when the
   * entry is whole. Closes {@code bytes}. On any failure the file is cut to where it was, so that nothing wrong stays in it.
   */
  public ZipEntry add(String name, Packing packing, ByteStream bytes, ItemCheck check) throws StreamingException {
    throw new UnsupportedOperationException();
  }

  /** Writes the central directory and finishes the file. */
  public void finish() throws StreamingException {
    throw new UnsupportedOperationException();
  }
}
