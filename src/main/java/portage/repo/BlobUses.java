package portage.repo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portage.ipld.Cid;

/** Gathers which records of a repo use which blobs, while a walk shows them in the order of their paths. */
final class BlobUses {
  /**
   * More references than any account has. Beyond that only the first record of each blob is named: a CAR may say of one large
   * block that it is a million records.
   */
  private static final int MOST_REFERENCES = 4_000_000;

  /** Sorted rather than hashed: records can name blobs that all have one hash. */
  private final Map<Cid, Uses> byCid = new TreeMap<>();
  private final List<Uses> inOrder = new ArrayList<>();
  private int references;

  /** One blob's. */
  private static final class Uses {
    final BlobRef first;
    final List<String> paths = new ArrayList<>(1);

    Uses(BlobRef first) {
      this.first = first;
    }
  }

  /** The record at {@code path} refers to these blobs. */
  void add(String path, List<BlobRef> refs) {
    for (BlobRef ref : refs) {
      Uses uses = byCid.get(ref.cid());
      if (uses == null) {
        uses = new Uses(ref);
        byCid.put(ref.cid(), uses);
        inOrder.add(uses);
      }
      references++;
      // A record may use a blob twice.
      if (uses.paths.isEmpty() || !isFull() && !uses.paths.get(uses.paths.size() - 1).equals(path)) {
        uses.paths.add(path);
      }
    }
  }

  /** True when more records would not be named any more, except for a blob's first. */
  boolean isFull() {
    return references >= MOST_REFERENCES;
  }

  /** Each blob once, in the order of the paths. */
  List<BlobUse> all() {
    List<BlobUse> all = new ArrayList<>(inOrder.size());
    for (Uses uses : inOrder) {
      all.add(new BlobUse(uses.first.cid(), uses.first.mimeType(), uses.first.sizeBytes(), List.copyOf(uses.paths)));
    }
    return all;
  }
}
