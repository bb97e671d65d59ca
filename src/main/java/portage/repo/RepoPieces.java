package portage.repo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;

/**
 * Cuts a kept and checked repo into pieces that can be imported one after the other.
 *
 * <pre>
 * records in the order of their paths   r1 r2 r3 | r4 r5 | r6        cut anywhere
 * piece 1: commit', tree of r1…r3,                     r1 r2 r3
 * piece 2: commit', what the tree of r1…r5 has more,   r4 r5
 * piece 3: the repo's own commit, the rest of its tree, r6
 * </pre>
 *
 * <p>Each piece leaves a whole repo behind. The commits before the last are made up: nobody signs them, and the reference
 * server does not look at the signature of a commit that it imports (@atproto/pds 0.4.217 and 0.5.35); one that does refuses
 * the first piece. A piece holds the block of each of its records even if an earlier one held it: the server looks for them
 * in the request alone.
 *
 * <p>A prefix is always the same, wherever the cuts before it were, so that a server's head tells how far it is. A piece may
 * be sent to a server that holds any longer prefix than the one it was made for, too: a node of both the shorter and the new
 * tree is in all those between.
 */
public final class RepoPieces {
  private static final int SIGNATURE_BYTES = 64;
  private static final String LOWEST_REV = "2222222222222";

  private final BlockReader blocks;
  private final Cid root;
  private final byte[] commitBlock;
  private final Commit commit;

  /**
   * @param root of the repo, which passed {@link RepoCheck}
   * @throws StreamingException {@code REPO_TRUNCATED}, {@code REPO_CORRUPT} or {@code STORAGE_FAILED} when the kept copy is
   *     not what was checked; so for the other methods
   */
  public RepoPieces(BlockReader blocks, Cid root) throws StreamingException {
    this.blocks = blocks;
    this.root = root;
    this.commitBlock = blocks.read(root);
    try {
      this.commit = Commit.decode(commitBlock);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(root.toString(), -1, e.getMessage());
    }
  }

  /** The prefix without records, from which a piece can be sent whatever the server holds. */
  public RepoPrefix start() throws StreamingException {
    return new RepoPrefix(null, new RepoCursor(blocks, commit.dataRoot()), Set.of(), RepoPrefix.Extent.PART);
  }

  /** The prefix of so many records, or the whole repo if it has no more. Reads all nodes up to there. */
  public RepoPrefix prefix(long records) throws StreamingException {
    RepoPrefix start = start();
    RepoCursor cursor = start.cursor();
    Cid record = root;
    while (record != null && cursor.records() < records) {
      record = cursor.next((cid, block) -> {});
    }
    return cursor.records() == 0 ? start : prefixAt(cursor, new LinkedHashMap<>());
  }

  /**
   * The piece that goes on from {@code from}, which is not the whole repo.
   *
   * @param maxRecords at least 1
   * @param maxBytes of the CAR; exceeded by no more than one record and the nodes of the edge
   */
  public RepoPiece next(RepoPrefix from, long maxRecords, long maxBytes) throws StreamingException {
    RepoCursor cursor = from.cursor().copy();
    CarWriter body = new CarWriter();
    RepoCursor.Passed passed =
        (cid, block) -> {
          if (!from.edge().contains(cid)) {
            body.block(cid, block);
          }
        };
    EntrySet brought = new EntrySet(blocks.index().size());
    while (cursor.records() - from.records() < maxRecords && body.sizeBytes() < maxBytes) {
      Cid record = cursor.next(passed);
      if (record == null) {
        break;
      }
      if (brought.add(blocks.index().find(record))) {
        body.block(record, blocks.read(record));
      }
    }
    if (cursor.isAtEnd()) {
      // What is still open is complete.
      cursor.next(passed);
    }
    Map<Cid, byte[]> edge = new LinkedHashMap<>();
    RepoPrefix end = prefixAt(cursor, edge);
    CarWriter car = new CarWriter().header(end.root());
    car.block(end.root(), end.isWhole() ? commitBlock : madeUpCommit(edge, end.records()));
    for (Map.Entry<Cid, byte[]> node : edge.entrySet()) {
      if (!from.edge().contains(node.getKey())) {
        car.block(node.getKey(), node.getValue());
      }
    }
    return new RepoPiece(car.blocks(body).toByteArray(), from.records(), end);
  }

  /** Puts the nodes of its edge into {@code edge}, from the bottom to the top; none at the end. */
  private RepoPrefix prefixAt(RepoCursor cursor, Map<Cid, byte[]> edge) throws StreamingException {
    if (cursor.isAtEnd()) {
      return new RepoPrefix(root, cursor, Set.of(), RepoPrefix.Extent.WHOLE);
    }
    for (RepoCursor.EdgeNode node : cursor.edge()) {
      edge.put(node.cid(), node.block());
    }
    Cid made = Cid.ofBlock(madeUpCommit(edge, cursor.records()));
    return new RepoPrefix(made, cursor, edge.keySet(), RepoPrefix.Extent.PART);
  }

  /** Always the same for a prefix; its rev rises from piece to piece up to the repo's own. */
  private byte[] madeUpCommit(Map<Cid, byte[]> edge, long records) {
    Cid top = null;
    for (Cid cid : edge.keySet()) {
      top = cid;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("did", commit.did());
    fields.put("version", 3L);
    fields.put("data", top);
    String last = commit.rev() == null ? LOWEST_REV : commit.rev();
    fields.put("rev", Tid.earlier(last, (1L << 32) - records));
    fields.put("prev", null);
    fields.put("sig", new byte[SIGNATURE_BYTES]);
    return DagCbor.encode(fields);
  }
}
