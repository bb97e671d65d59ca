package portage.repo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portage.ipld.Cid;

/** Builds the one tree that a set of records has. Holds everything in memory. */
public final class MstBuilder {
  private final TreeMap<String, Cid> records = new TreeMap<>();
  private final Map<Cid, byte[]> nodes = new LinkedHashMap<>();

  public MstBuilder put(String path, Cid record) {
    records.put(path, record);
    return this;
  }

  /** The top node; {@link #nodes()} are then complete. */
  public Cid root() {
    List<String> paths = new ArrayList<>(records.keySet());
    int top = 0;
    for (String path : paths) {
      top = Math.max(top, MstKey.depth(path));
    }
    return node(paths, top);
  }

  public Map<Cid, byte[]> nodes() {
    return nodes;
  }

  private Cid node(List<String> paths, int depth) {
    List<MstNode.Entry> entries = new ArrayList<>();
    Cid left = null;
    String open = null;
    List<String> below = new ArrayList<>();
    for (int i = 0; i <= paths.size(); i++) {
      String path = i < paths.size() ? paths.get(i) : null;
      if (path != null && MstKey.depth(path) < depth) {
        below.add(path);
        continue;
      }
      Cid subtree = below.isEmpty() ? null : node(below, depth - 1);
      below = new ArrayList<>();
      if (open == null) {
        left = subtree;
      } else {
        entries.add(new MstNode.Entry(open, records.get(open), subtree));
      }
      open = path;
    }
    return add(new MstNode(left, entries));
  }

  private Cid add(MstNode node) {
    byte[] block = node.encode();
    Cid cid = Cid.ofBlock(block);
    nodes.put(cid, block);
    return cid;
  }
}
