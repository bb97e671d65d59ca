package portage.archive;

import java.util.ArrayList;
import java.util.List;
import portage.crypto.Sha256;
import portage.error.StreamingException;
import portage.stream.ByteChunks;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.transfer.BlobHash;

/** Writes the files of a backup that are no blobs, and notes what the manifest says of them. */
final class FileEntries {
  private static final int CHUNK_BYTES = 64 << 10;

  private final ZipWriter zip;
  private final BlobHash.Maker hashes;
  private final CancelSignal signal;
  private final List<ManifestEntry> entries = new ArrayList<>();

  FileEntries(ZipWriter zip, BlobHash.Maker hashes, CancelSignal signal) {
    this.zip = zip;
    this.hashes = hashes;
    this.signal = signal;
  }

  /** For the first file, which is in one that is gone on with as it would be written now, or nothing is. */
  void takeOverOrAdd(String name, String mediaType, byte[] bytes) throws StreamingException {
    if (zip.entries().isEmpty()) {
      add(name, mediaType, bytes);
    } else {
      entries.add(ManifestEntry.ofFile(name, bytes.length, FileHash.hex(Sha256.hash(bytes)), mediaType));
    }
  }

  /** {@code bytes} belong to this call. */
  void add(String name, String mediaType, byte[] bytes) throws StreamingException {
    add(name, mediaType, new ByteChunks(bytes, CHUNK_BYTES));
  }

  /** Closes {@code bytes}. */
  void add(String name, String mediaType, ByteStream bytes) throws StreamingException {
    FileHash hash = new FileHash(hashes.begin());
    ZipEntry entry = zip.add(name, Packing.suiting(mediaType), untilCancelled(bytes), hash);
    entries.add(ManifestEntry.ofFile(name, entry.sizeBytes(), hash.sha256(), mediaType));
  }

  private ByteStream untilCancelled(ByteStream bytes) {
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        signal.throwIfCancelled("write file");
        return bytes.read();
      }

      @Override
      public void close() {
        bytes.close();
      }
    };
  }

  List<ManifestEntry> entries() {
    return entries;
  }
}
