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
  private static final int CHUNK_BYTES = 256 << 10;

  private final StorageBackend storage;
  private final String did;
  private final BlobHash.Maker hashes;

  KeptBlobs(StorageBackend storage, String did, BlobHash.Maker hashes) {
    this.storage = storage;
    this.did = did;
    this.hashes = hashes;
  }

  boolean isThere(BlobItem blob) throws StreamingException {
    StoredItem item = storage.open(name(blob));
    if (item == null) {
      return false;
    }
    item.close();
    return true;
  }

  /** True when the copy is that blob to the last bit. One that is not is removed. */
  boolean isWhole(BlobItem blob) throws StreamingException {
    if (Arrays.equals(digest(blob), blob.cid().digest())) {
      return true;
    }
    storage.delete(name(blob));
    return false;
  }

  private byte[] digest(BlobItem blob) throws StreamingException {
    BlobHash hash = hashes.begin();
    StoredItem item = storage.open(name(blob));
    try (ByteStream stream = item.stream(CHUNK_BYTES)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        hash.push(chunk);
      }
    } finally {
      item.close();
    }
    return hash.digest();
  }

  private String name(BlobItem blob) {
    return KeptCopies.blobPrefix(did) + blob.cid();
  }
}
