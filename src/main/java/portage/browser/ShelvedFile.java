package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.error.StreamingException;
import portage.stream.StoredItem;

/** A file that can be read while it is written, as a shelf has them. */
abstract class ShelvedFile extends BatchedFile {
  ShelvedFile(String name, int batchBytes, long onDiskBytes) {
    super(name, batchBytes, onDiskBytes);
  }

  /** Fills {@code into} with what lies on the disk from byte {@code at} on. */
  abstract void readBack(long at, Uint8Array into) throws StreamingException;

  @Override
  public final StoredItem writtenOrNull() {
    return new Written();
  }

  private final class Written extends FileItem {
    @Override
    public String name() {
      return ShelvedFile.this.name();
    }

    @Override
    public long sizeBytes() {
      return ShelvedFile.this.sizeBytes();
    }

    @Override
    void fill(long at, Uint8Array into) throws StreamingException {
      if (isClosed()) {
        throw StorageErrors.failed("read", name(), "writer closed");
      }
      flush();
      readBack(at, into);
    }

    @Override
    public void close() {
      // The writer owns the file.
    }
  }
}
