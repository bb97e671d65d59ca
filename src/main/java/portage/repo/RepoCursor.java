package portage.repo;

import java.util.ArrayList;
import java.util.List;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/**
 * Goes through the records of a checked repo in the order of the paths, one at a time, and knows at every place the tree that
 * the records so far would have.
 *
 * <p>That tree differs from the whole one only along its right edge: a node whose last record has been passed is the same in
 * both, and of the nodes on the way down to the place at hand only what lies before it counts. Above the highest of those
 * records there is nothing, because a tree has no empty node at its top. So nothing is built anew but the edge, and nothing
 * is held but the nodes on the way down, at most 129.
 *
 * <p>The tree must have passed {@link RepoCheck}: its shape is not looked at again here.
 */
final class RepoCursor {
  /** Is given the nodes that are complete, each once, a node after those below it. */
  interface Passed {
    void node(Cid cid, byte[] block);
  }

  /** A node of the edge. */
  record EdgeNode(Cid cid, byte[] block) {}

  /** A node on the way down; {@code next} counts as in {@link RepoWalker}. */
  private static final class Frame {
    final Cid cid;
    final byte[] block;
    final MstNode node;
    int next;

    Frame(Cid cid, byte[] block, MstNode node) {
      this.cid = cid;
      this.block = block;
      this.node = node;
    }

    Frame copy() {
      Frame copy = new Frame(cid, block, node);
      copy.next = next;
      return copy;
    }

    /** How many of its records have been passed. */
    int passed() {
      return next / 2;
    }
  }

  private final BlockReader blocks;
  private final List<Frame> path = new ArrayList<>();
  private long records;

  private RepoCursor(BlockReader blocks) {
    this.blocks = blocks;
  }

  /** Stands before the first record. */
  RepoCursor(BlockReader blocks, Cid dataRoot) throws StreamingException {
    this(blocks);
    path.add(open(dataRoot));
  }

  /** Another cursor at the same place. */
  RepoCursor copy() {
    RepoCursor copy = new RepoCursor(blocks);
    for (Frame frame : path) {
      copy.path.add(frame.copy());
    }
    copy.records = records;
    return copy;
  }

  /** Records passed so far. */
  long records() {
    return records;
  }

  /**
   * Passes the next record and returns its CID, or null when there was none left.
   *
   * @throws StreamingException {@code REPO_TRUNCATED}, {@code REPO_CORRUPT} or {@code STORAGE_FAILED} when the kept copy is
   *     not what was checked
   */
  Cid next(Passed passed) throws StreamingException {
    while (!path.isEmpty()) {
      Frame frame = path.get(path.size() - 1);
      List<MstNode.Entry> entries = frame.node.entries();
      int step = frame.next++;
      if (step > 2 * entries.size()) {
        path.remove(path.size() - 1);
        passed.node(frame.cid, frame.block);
      } else if (step % 2 == 1) {
        records++;
        return entries.get(step / 2).value();
      } else {
        Cid subtree = step == 0 ? frame.node.left() : entries.get(step / 2 - 1).right();
        if (subtree != null) {
          path.add(open(subtree));
        }
      }
    }
    return null;
  }

  /** True when no record is left. */
  boolean isAtEnd() throws StreamingException {
    return copy().next((cid, block) -> {}) == null;
  }

  /** The right edge of the tree of the records so far, at least one, from the bottom to the top. */
  List<EdgeNode> edge() {
    if (records == 0 || path.isEmpty()) {
      throw new IllegalStateException(records == 0 ? "before the first record" : "behind the last record");
    }
    int top = 0;
    while (path.get(top).passed() == 0) {
      top++;
    }
    List<EdgeNode> edge = new ArrayList<>();
    Cid below = null;
    for (int i = path.size() - 1; i >= top; i--) {
      byte[] block = before(path.get(i), below).encode();
      below = Cid.ofBlock(block);
      edge.add(new EdgeNode(below, block));
    }
    return edge;
  }

  /** The part of a node that lies before the place at hand; {@code below} is what hangs from its end, or null. */
  private static MstNode before(Frame frame, Cid below) {
    int passed = frame.passed();
    if (passed == 0) {
      return new MstNode(below, List.of());
    }
    List<MstNode.Entry> entries = new ArrayList<>(frame.node.entries().subList(0, passed));
    MstNode.Entry last = entries.get(passed - 1);
    entries.set(passed - 1, new MstNode.Entry(last.path(), last.value(), below));
    return new MstNode(frame.node.left(), entries);
  }

  private Frame open(Cid cid) throws StreamingException {
    byte[] block = blocks.read(cid);
    try {
      return new Frame(cid, block, MstNode.decode(block));
    } catch (MalformedException e) {
      throw RepoFault.corrupt(cid.toString(), blocks.index().offsetBytes(blocks.index().find(cid)), e.getMessage());
    }
  }
}
