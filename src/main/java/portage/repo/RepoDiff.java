package portage.repo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;

/**
 * In which records two trees differ. A subtree that both have holds the same records in both, so only the nodes that one of
 * them has alone are looked into. Both trees must have passed {@link RepoCheck}.
 */
public final class RepoDiff {
  /** A record that is not the same in both; null where there is none. */
  public record Difference(String path, Cid beforeOrNull, Cid afterOrNull) {}

  private RepoDiff() {}

  /**
   * The differences in the order of their paths.
   *
   * @param blocks of a CAR that holds the nodes of both trees
   * @throws StreamingException {@code REPO_TRUNCATED}, {@code REPO_CORRUPT} or {@code STORAGE_FAILED} when it does not
   */
  public static List<Difference> between(BlockReader blocks, Cid before, Cid after) throws StreamingException {
    Map<String, Cid> gone = records(blocks, before, nodes(blocks, after));
    Map<String, Cid> come = records(blocks, after, nodes(blocks, before));
    Set<String> paths = new TreeSet<>(gone.keySet());
    paths.addAll(come.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      Cid one = gone.get(path);
      Cid other = come.get(path);
      if (one == null || !one.equals(other)) {
        differences.add(new Difference(path, one, other));
      }
    }
    return differences;
  }

  private static Set<Cid> nodes(BlockReader blocks, Cid root) throws StreamingException {
    Set<Cid> seen = new HashSet<>();
    Deque<Cid> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      Cid cid = waiting.pop();
      seen.add(cid);
      waiting.addAll(below(node(blocks, cid)));
    }
    return seen;
  }

  /** The records of the nodes that are not among {@code shared}. */
  private static Map<String, Cid> records(BlockReader blocks, Cid root, Set<Cid> shared) throws StreamingException {
    Map<String, Cid> records = new HashMap<>();
    Deque<Cid> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      Cid cid = waiting.pop();
      if (shared.contains(cid)) {
        continue;
      }
      MstNode node = node(blocks, cid);
      for (MstNode.Entry entry : node.entries()) {
        records.put(entry.path(), entry.value());
      }
      waiting.addAll(below(node));
    }
    return records;
  }

  private static List<Cid> below(MstNode node) {
    List<Cid> below = new ArrayList<>();
    if (node.left() != null) {
      below.add(node.left());
    }
    for (MstNode.Entry entry : node.entries()) {
      if (entry.right() != null) {
        below.add(entry.right());
      }
    }
    return below;
  }

  private static MstNode node(BlockReader blocks, Cid cid) throws StreamingException {
    byte[] block = blocks.read(cid);
    try {
      return MstNode.decode(block);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(cid.toString(), blocks.index().offsetBytes(blocks.index().find(cid)), e.getMessage());
    }
  }
}
