package portage.repo;

import java.util.List;
import portage.ipld.Cid;

/**
 * A blob that a repo needs, and the records that do.
 *
 * @param cid {@link Cid#isSha256()} unless a record is odd; such a blob cannot be checked
 * @param mimeType of the first reference
 * @param sizeBytes what the first reference claims, or -1 when it does not say
 * @param recordPaths the records that refer to it, in the order of the paths; at least one
 */
public record BlobUse(Cid cid, String mimeType, long sizeBytes, List<String> recordPaths) {
  /** The first record in the order of the paths that refers to it. */
  public String firstRecordPath() {
    return recordPaths.get(0);
  }
}
