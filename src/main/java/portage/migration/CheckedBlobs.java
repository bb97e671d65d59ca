package portage.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.crypto.DidKey;
import portage.error.StreamingException;
import portage.repo.BlobUse;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.BlobItem;

/** The blobs that the checked repo refers to: what the servers' lists are compared with. */
final class CheckedBlobs {
  private final Map<String, BlobItem> byCid = new LinkedHashMap<>();

  CheckedBlobs(Collection<BlobUse> uses) {
    for (BlobUse use : uses) {
      BlobItem item = new BlobItem(use.cid(), use.firstRecordPath(), use.sizeBytes(), use.mimeType());
      byCid.put(use.cid().toString(), item);
    }
  }

  /** Nothing is known of the repo. */
  static CheckedBlobs unknown() {
    return new CheckedBlobs(List.of());
  }

  /** Those of the kept CAR, which is checked once more; unknown when there is none, or it is not right any more. */
  static CheckedBlobs ofKept(StorageBackend storage, Parties parties, DidKey repoKey) throws StreamingException {
    StoredItem car = storage.open(KeptCopies.repoName(parties.did().toString()));
    if (car == null) {
      return unknown();
    }
    try {
      return new CheckedBlobs(KeptCopies.check(car, parties, repoKey).blobs());
    } catch (StreamingException e) {
      // Whoever needs the CAR itself will find that out; the target's list alone is enough to go on.
      return unknown();
    } finally {
      car.close();
    }
  }

  /** Those that the target has not said to hold yet. */
  List<BlobItem> notMoved(MigrationState state) {
    List<BlobItem> items = new ArrayList<>();
    for (BlobItem item : byCid.values()) {
      if (!state.isMoved(item.cid().toString())) {
        items.add(item);
      }
    }
    return items;
  }

  /** The same blobs, with what the repo says about them. */
  Set<BlobItem> known(Collection<BlobItem> items) {
    Set<BlobItem> better = new LinkedHashSet<>();
    for (BlobItem item : items) {
      better.add(byCid.getOrDefault(item.cid().toString(), item));
    }
    return better;
  }
}
