package portage.archive;

import java.io.ByteArrayOutputStream;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.transfer.ItemCheck;

/** The files in a backup as a check reads them: until it is cancelled, and counted. */
final class CheckedFile {
  private final ZipReader zip;
  private final CancelSignal signal;
  private final CheckProgress progress;

  CheckedFile(ZipReader zip, CancelSignal signal, CheckProgress progress) {
    this.zip = zip;
    this.signal = signal;
    this.progress = progress;
  }

  ZipReader zip() {
    return zip;
  }

  ByteStream open(ZipEntry entry) throws StreamingException {
    ByteStream bytes = zip.open(entry);
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        signal.throwIfCancelled("check backup");
        DataChunk chunk = bytes.read();
        if (chunk != null) {
          progress.checked(chunk.sizeBytes());
        }
        return chunk;
      }

      @Override
      public void close() {
        bytes.close();
      }
    };
  }

  /** Shows all of it to {@code check}, which is finished then. */
  void read(ZipEntry entry, ItemCheck check) throws StreamingException {
    try (ByteStream bytes = open(entry)) {
      for (DataChunk chunk = bytes.read(); chunk != null; chunk = bytes.read()) {
        check.push(chunk);
      }
    }
    check.finish(null);
  }

  /** All of a file that must be small. {@code BACKUP_INCOMPLETE} when it is not there, {@code BACKUP_DAMAGED} when it is large. */
  byte[] readSmall(String name, int maxBytes) throws StreamingException {
    ZipEntry entry = zip.entryOrNull(name);
    if (entry == null) {
      throw ArchiveFault.incomplete(name, "there is no " + name + " in it");
    }
    if (entry.sizeBytes() > maxBytes) {
      throw ArchiveFault.damaged(name, "a file of " + entry.sizeBytes() + " bytes");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ByteStream bytes = zip.open(entry)) {
      for (DataChunk chunk = bytes.read(); chunk != null; chunk = bytes.read()) {
        all.write(chunk.toByteArray(), 0, chunk.sizeBytes());
      }
    }
    return all.toByteArray();
  }
}
