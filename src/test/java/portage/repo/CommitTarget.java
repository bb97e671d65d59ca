package portage.repo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.fuzz.Owed;
import portage.ipld.DagCbor;

/** What a commit says was signed is the block without its signature, nothing else. */
public final class CommitTarget {
  private CommitTarget() {}

  public static void fuzzerTestOneInput(byte[] block) {
    Commit commit = Owed.read(block.length, () -> Commit.decode(block));
    if (commit == null) {
      return;
    }
    Map<Object, Object> fields = new LinkedHashMap<>();
    fields.putAll(Owed.read(block.length, () -> (Map<?, ?>) DagCbor.decode(commit.unsignedBytes())));
    Owed.holds(!fields.containsKey("sig"), "the signature signs itself");
    Owed.same(commit.did(), fields.get("did"));
    Owed.same(commit.dataRoot(), fields.get("data"));
    Owed.same(commit.rev(), fields.get("rev"));
    fields.put("sig", commit.signature());
    Owed.same(block, DagCbor.encode(fields));
  }

  public static List<byte[]> seeds() {
    return List.of(
        new RepoBuilder().commit(),
        new RepoBuilder().commitField("version", 2L).withoutCommitField("rev").commit(),
        new RepoBuilder().commitField("extra", List.of("kept")).commit());
  }
}
