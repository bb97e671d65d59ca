package portage.repo;

import java.util.HashSet;
import java.util.Set;
import portage.ipld.Cid;

/** A repo cut off behind some of its records: what a server holds that was sent the pieces up to there. */
public final class RepoPrefix {
  /** How much of the repo it is. */
  enum Extent { PART, WHOLE }

  private final Cid root;
  private final RepoCursor cursor;
  private final Set<Cid> edge;
  private final Extent extent;

  /**
   * @param root CID of its commit; null without records
   * @param cursor behind its last record; only copies of it move from here on
   * @param edge nodes of its tree that the tree of a longer prefix may lack
   */
  RepoPrefix(Cid root, RepoCursor cursor, Set<Cid> edge, Extent extent) {
    this.root = root;
    this.cursor = cursor;
    this.edge = new HashSet<>(edge);
    this.extent = extent;
  }

  /** CID of its commit, which is the server's head then; null of the prefix without records, which is never sent. */
  public Cid root() {
    return root;
  }

  /** How many records it holds. */
  public long records() {
    return cursor.records();
  }

  /** True when it is the repo itself, with the commit that the account signed. */
  public boolean isWhole() {
    return extent == Extent.WHOLE;
  }

  RepoCursor cursor() {
    return cursor;
  }

  Set<Cid> edge() {
    return edge;
  }
}
