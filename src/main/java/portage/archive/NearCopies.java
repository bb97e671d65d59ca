package portage.archive;

import portage.atproto.Did;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/**
 * Copies of an account that are nearer than its server: those that a move has kept in this browser, or an earlier backup. They
 * are checked as what comes from a server is; what they lack comes from there.
 *
 * @param root CID of the commit of {@code repo}, as text
 * @param revOrNull of that commit; without it nothing can be read on top of the copy
 */
public record NearCopies(DataSource<Did> repo, String root, String revOrNull, DataSource<BlobItem> blobs) {}
