package portage.repo;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/**
 * Goes through the tree of a kept repo in the order of the paths and accepts only the one tree those records have
 * (specs/repository, "MST Structure"): every node there, paths in order across all nodes, every path at the depth its hash
 * says, each level exactly one below its parent, no empty node at the top or the bottom.
 *
 * <p>Holds the nodes from the top down to where it is, at most 129, and one bit a block.
 */
public final class RepoWalker {
  private final BlockReader blocks;

  public RepoWalker(BlockReader blocks) {
    this.blocks = blocks;
  }

  /** A node on the way down: {@code next} is 0 for its left subtree, then 2i+1 for entry i, 2i+2 for what is right of it. */
  private static final class Frame {
    final MstNode node;
    final Cid cid;
    final int depth;
    int next;

    Frame(MstNode node, Cid cid, int depth) {
      this.node = node;
      this.cid = cid;
      this.depth = depth;
    }
  }

  /**
   * Shows the visitor everything below {@code dataRoot}.
   *
   * @throws StreamingException {@code REPO_TRUNCATED} for a node that is not there, {@code REPO_CORRUPT} for a tree that
   *     is not as above, {@code STORAGE_FAILED}, and what the visitor throws
   */
  public void walk(Cid dataRoot, RepoVisitor visitor) throws StreamingException {
    EntrySet seen = new EntrySet(blocks.index().size());
    List<Frame> path = new ArrayList<>();
    path.add(open(dataRoot, null, seen, visitor));
    String previous = "";
    while (!path.isEmpty()) {
      Frame frame = path.get(path.size() - 1);
      List<MstNode.Entry> entries = frame.node.entries();
      int step = frame.next++;
      Cid subtree = null;
      if (step > 2 * entries.size()) {
        path.remove(path.size() - 1);
      } else if (step == 0) {
        subtree = frame.node.left();
      } else if (step % 2 == 0) {
        subtree = entries.get(step / 2 - 1).right();
      } else {
        MstNode.Entry entry = entries.get(step / 2);
        if (entry.path().compareTo(previous) <= 0) {
          throw corrupt(frame.cid, "path out of order: " + entry.path());
        }
        if (MstKey.depth(entry.path()) != frame.depth) {
          throw corrupt(frame.cid, "path at the wrong depth: " + entry.path());
        }
        previous = entry.path();
        visitor.record(entry.path(), entry.value());
      }
      if (subtree != null) {
        path.add(open(subtree, frame, seen, visitor));
      }
    }
  }

  private Frame open(Cid cid, Frame parent, EntrySet seen, RepoVisitor visitor) throws StreamingException {
    byte[] block = blocks.read(cid);
    if (!seen.add(blocks.index().find(cid))) {
      throw corrupt(cid, "a tree node that is used twice");
    }
    MstNode node;
    try {
      node = MstNode.decode(block);
    } catch (MalformedException e) {
      throw corrupt(cid, e.getMessage());
    }
    visitor.node(cid);
    return new Frame(node, cid, depth(node, cid, parent));
  }

  private int depth(MstNode node, Cid cid, Frame parent) throws StreamingException {
    boolean isEmpty = node.entries().isEmpty();
    if (parent == null) {
      if (isEmpty && node.left() != null) {
        throw corrupt(cid, "an empty node at the top of the tree");
      }
      return isEmpty ? 0 : MstKey.depth(node.entries().get(0).path());
    }
    if (parent.depth == 0) {
      throw corrupt(cid, "a node below the bottom of the tree");
    }
    if (isEmpty && node.left() == null) {
      throw corrupt(cid, "an empty node at the bottom of the tree");
    }
    return parent.depth - 1;
  }

  private StreamingException corrupt(Cid cid, String detail) {
    int entry = blocks.index().find(cid);
    return RepoFault.corrupt(cid.toString(), entry == RepoIndex.NONE ? -1 : blocks.index().offsetBytes(entry), detail);
  }
}
