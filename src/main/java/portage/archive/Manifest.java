package portage.archive;

import portage.atproto.Did;
import portage.ipld.Cid;

/**
 * What a backup says of itself: the head of its {@code manifest.json}, which is the last file in it.
 *
 * <pre>
 * {"format": "portage-backup", "version": 1,
 *  "did": …, "handle": …?, "pds": "https://…", "root": CID of the commit, "rev": …?,
 *  "createdAt": "2026-11-26T15:07:47.000Z", "preferences": "included" | "not-asked-for" | "none-at-source",
 *  "entries": [{"name", "sizeBytes", "cid" or "sha256", "mediaType", "records": [paths that use the blob], "moreRecords"?}, …],
 *  "missing": [{"cid", "reason", "records": […], "moreRecords"?}, …]}
 * </pre>
 *
 * <p>The head stands before the lists, each of which may be long: {@link ManifestReader} holds one element at a time.
 *
 * @param did whose account it is
 * @param handleOrNull what it was called then
 * @param pds the address of the server that it was on
 * @param root CID of the commit of the repo in the backup
 * @param revOrNull of that commit; null only in repos of an old kind
 * @param createdAtMillis since 1970, when the backup was begun, by the clock of the computer that made it
 */
public record Manifest(
    Did did,
    String handleOrNull,
    String pds,
    Cid root,
    String revOrNull,
    long createdAtMillis,
    Preferences preferences) {
  /** Tells a manifest of ours from other JSON. */
  static final String FORMAT = "portage-backup";

  /** The version that this page writes, and the newest that it reads. */
  static final long VERSION = 1;

  /** What became of the preferences, which only their owner may read. */
  public enum Preferences {
    INCLUDED("included"),
    /** Nobody had signed in. */
    NOT_ASKED_FOR("not-asked-for"),
    /** The account's server keeps none. */
    NONE_AT_SOURCE("none-at-source");

    final String word;

    Preferences(String word) {
      this.word = word;
    }
  }
}
