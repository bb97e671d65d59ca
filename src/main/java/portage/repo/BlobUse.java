package portage.repo;

import portage.ipld.Cid;

/**
 * A blob that a repo needs, and one record that does.
 *
 * @param cid {@link Cid#isSha256()} unless a record is odd; such a blob cannot be checked
 * @param mimeType of the first reference
 * @param sizeBytes what the first reference claims, or -1 when it does not say
 * @param firstRecordPath the first record in the order of the paths that refers to it
 */
public record BlobUse(Cid cid, String mimeType, long sizeBytes, String firstRecordPath) {}
