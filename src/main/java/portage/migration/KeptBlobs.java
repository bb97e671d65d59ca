package portage.migration;

import java.util.Arrays;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.BlobHash;
import portage.transfer.BlobItem;

/** The copies of an account's blobs in this browser, hashed again before anybody relies on them. */
final class KeptBlobs {
  /** {@code WHOLE}: that blob to the last bit. */
  enum Condition { NOT_THERE, WHOLE, DAMAGED }

  /** What is kept of a blob. */
  record Copy(Condition condition, long sizeBytes) {}

  private static final int CHUNK_BYTES = 256 << 10;

  private final StorageBackend storage;
  private final String did;
  private final BlobHash.Maker hashes;

  KeptBlobs(StorageBackend storage, String did, BlobHash.Maker hashes) {
    this.storage = storage;
    this.did = did;
    this.hashes = hashes;
  }

  /** How it stands with the copy of {@code blob}, all of which is read. One that is damaged is removed. */
  Copy look(BlobItem blob) throws StreamingException {
    StoredItem item = storage.open(name(blob));
    if (item == null) {
      return new Copy(Condition.NOT_THERE, 0);
    }
    Copy copy = read(item, blob);
    if (copy.condition() == Condition.DAMAGED) {
      storage.delete(name(blob));
    }
    return copy;
  }

  private Copy read(StoredItem item, BlobItem blob) throws StreamingException {
    BlobHash hash = hashes.begin();
    long sizeBytes = item.sizeBytes();
    try (ByteStream stream = item.stream(CHUNK_BYTES)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        hash.push(chunk);
      }
    } finally {
      item.close();
    }
    boolean isWhole = Arrays.equals(hash.digest(), blob.cid().digest());
    return new Copy(isWhole ? Condition.WHOLE : Condition.DAMAGED, sizeBytes);
  }

  private String name(BlobItem blob) {
    return KeptCopies.blobPrefix(did) + blob.cid();
  }
}
