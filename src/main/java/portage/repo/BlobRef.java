package portage.repo;

import portage.ipld.Cid;

/**
 * A record's reference to a blob, as the record has it.
 *
 * @param cid of any kind: servers import what they are given
 * @param mimeType never empty
 * @param sizeBytes what the record claims, or -1 when it does not say
 */
public record BlobRef(Cid cid, String mimeType, long sizeBytes) {
  /** No size in the record: {@code size: -1} or the old form. */
  public static final long UNKNOWN_SIZE = -1;
}
