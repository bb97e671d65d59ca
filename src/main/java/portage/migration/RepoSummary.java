package portage.migration;

/**
 * What the check of the repo found; every number was counted.
 *
 * @param root CID of the commit
 * @param dataRoot CID of the tree's root, the same before and after the move
 */
public record RepoSummary(
    String root, String rev, String dataRoot, long sizeBytes, long blockCount, long recordCount, long blobCount) {}
