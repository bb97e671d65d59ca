package portage.browser;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/** Chooses where this browser keeps bytes, by trying: a private window has the calls of OPFS and refuses them. */
public final class BrowserStorage {
  private static final String PROBE = "probe.";
  private static final byte[] PROBE_BYTES = {80, 111, 114, 116, 97, 103, 101};

  private BrowserStorage() {}

  /** {@link #choose(String, String)} among all. */
  public static StorageBackend choose(String prefix) throws StreamingException {
    return choose(prefix, null);
  }

  /**
   * The first backend that keeps, gives back and removes a probe: files, then IndexedDB.
   *
   * @param prefix names the directory and the databases
   * @param forced {@code "opfs"} or {@code "indexeddb"} to try only that one, null for the best
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} when none does; its detail says why, for each
   */
  public static StorageBackend choose(String prefix, String forced) throws StreamingException {
    String reasons = "";
    for (String kind : new String[] {"opfs", "indexeddb"}) {
      if (forced != null && !forced.equals(kind)) {
        continue;
      }
      try {
        StorageBackend storage = open(kind, prefix);
        probe(storage);
        return storage;
      } catch (StreamingException e) {
        reasons += (reasons.isEmpty() ? "" : "; ") + kind + ": " + e.getMessage();
      }
    }
    throw new StreamingException(ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("choose storage"), reasons);
  }

  private static StorageBackend open(String kind, String prefix) throws StreamingException {
    return kind.equals("opfs")
        ? OpfsStorage.open(prefix, OpfsStorage.DEFAULT_BATCH_BYTES)
        : IndexedDbStorage.open(prefix, IndexedDbStorage.DEFAULT_CHUNK_BYTES);
  }

  /** Under a name of its own each time: another tab may be trying at the same moment. */
  private static void probe(StorageBackend storage) throws StreamingException {
    String name = PROBE + (long) (Math.random() * (1L << 52));
    StoredWriter writer = storage.create(name);
    try {
      writer.write(new ByteChunk(PROBE_BYTES));
      writer.finish();
    } finally {
      writer.close();
    }
    StoredItem item = storage.open(name);
    boolean same = item != null && item.sizeBytes() == PROBE_BYTES.length;
    if (same) {
      byte[] bytes = new byte[PROBE_BYTES.length];
      try {
        item.read(0, bytes, 0, bytes.length);
      } finally {
        item.close();
      }
      for (int i = 0; i < bytes.length; i++) {
        same &= bytes[i] == PROBE_BYTES[i];
      }
    }
    storage.delete(name);
    if (!same) {
      throw StorageErrors.failed("probe", storage.kind(), "gave back other bytes");
    }
  }
}
