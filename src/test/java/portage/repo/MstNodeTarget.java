package portage.repo;

import java.util.ArrayList;
import java.util.List;
import portage.fuzz.Owed;

/** A node that is accepted is written again just so, with paths that servers take, in order. */
public final class MstNodeTarget {
  private MstNodeTarget() {}

  public static void fuzzerTestOneInput(byte[] block) {
    MstNode node = Owed.read(block.length, () -> MstNode.decode(block));
    if (node == null) {
      return;
    }
    Owed.same(block, node.encode());
    String previous = "";
    for (MstNode.Entry entry : node.entries()) {
      Owed.holds(entry.path().compareTo(previous) > 0, "paths out of order");
      Owed.holds(RecordPath.isValid(entry.path()), "a path that is none");
      previous = entry.path();
    }
  }

  public static List<byte[]> seeds() {
    RepoBuilder repo = new RepoBuilder().posts(12);
    repo.record("app.bsky.actor.profile/self", List.of());
    repo.commit();
    return new ArrayList<>(repo.tree().nodes().values());
  }
}
