package portage.repo;

import java.util.List;
import java.util.Map;
import portage.ipld.Cid;

/**
 * What a checked repo holds: the totals that the target must reach.
 *
 * @param root CID of the commit
 * @param did whose repo it is
 * @param version of the commit, 3 or 2
 * @param rev of the commit; null only in version 2
 * @param dataRoot top of the tree of records
 * @param blockCount distinct blocks in the CAR, needed or not
 * @param nodeCount nodes of the tree
 * @param recordCount records, counted by path
 * @param recordBytes the records' blocks, each counted once
 * @param unreferencedBlocks distinct blocks that nothing reaches from the root
 * @param blobs distinct blobs by CID, in the order of the paths
 * @param collectionCounts records by collection, in the order of the paths
 */
public record RepoReport(
    Cid root,
    String did,
    int version,
    String rev,
    Cid dataRoot,
    int blockCount,
    int nodeCount,
    int recordCount,
    long recordBytes,
    int unreferencedBlocks,
    List<BlobUse> blobs,
    Map<String, Integer> collectionCounts) {}
