package portage.migration;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.transfer.BlobItem;

/** What an account's server lacks, what was sent to it since, and what it then turned out to have. */
final class MissingBlobs {
  private final Map<String, MissingBlob> missing = new LinkedHashMap<>();
  private final Map<String, MissingBlob> sent = new LinkedHashMap<>();
  /** What the server cannot give although its own list does not name it. */
  private final Set<String> unlisted = new LinkedHashSet<>();
  private long mended;

  /** The server's list names this one. */
  void listed(BlobItem blob) {
    missing.putIfAbsent(blob.cid().toString(), new MissingBlob(blob, List.of()));
  }

  /** The server cannot give this one. */
  void notServed(BlobItem blob) {
    String cid = blob.cid().toString();
    if (!missing.containsKey(cid)) {
      missing.put(cid, new MissingBlob(blob, List.of()));
      unlisted.add(cid);
    }
  }

  /** One place more could not help with this one. */
  void because(String cid, MissingBlob.Cause cause, String host) {
    missing.computeIfPresent(cid, (same, blob) -> blob.because(cause, host));
  }

  /** The same with all of them. */
  void allBecause(MissingBlob.Cause cause, String host) {
    missing.replaceAll((cid, blob) -> blob.because(cause, host));
  }

  /** The server said that it took this one. */
  void sent(String cid) {
    MissingBlob blob = missing.remove(cid);
    if (blob != null) {
      sent.put(cid, blob);
    }
  }

  /** What was sent and has to be looked for. */
  List<String> toConfirm() {
    return List.copyOf(sent.keySet());
  }

  boolean isUnlisted(String cid) {
    return unlisted.contains(cid);
  }

  /** One that was sent is there. */
  void mended(String cid) {
    sent.remove(cid);
    mended++;
  }

  /** One that was sent is still not there. */
  void notKept(String cid, String host) {
    missing.put(cid, sent.remove(cid).because(MissingBlob.Cause.NOT_KEPT, host));
  }

  /** The server's list as it is now: what came by another way is not missing any more. */
  void keepListed(Set<String> listed) {
    missing.keySet().removeIf(cid -> !listed.contains(cid) && !unlisted.contains(cid));
  }

  /** Those that another place may help with: what is too large for the server is so wherever it comes from. */
  Set<BlobItem> toFetch() {
    Set<BlobItem> items = new LinkedHashSet<>();
    for (MissingBlob each : missing.values()) {
      if (!each.isTooLarge()) {
        items.add(each.blob());
      }
    }
    return items;
  }

  /** Another try begins: what was said about places does not count any more. */
  void tryAgain() {
    missing.replaceAll((cid, blob) -> new MissingBlob(blob.blob(), List.of()));
  }

  List<MissingBlob> all() {
    return List.copyOf(missing.values());
  }

  long mendedCount() {
    return mended;
  }
}
