package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;

/** Is shown the contents of a repo by {@link RepoWalker}; may throw to end the walk. */
public interface RepoVisitor {
  /** A node of the tree, before anything in it. */
  void node(Cid cid) throws StreamingException;

  /** A record, in the order of the paths; its block has not been looked at. */
  void record(String path, Cid cid) throws StreamingException;
}
