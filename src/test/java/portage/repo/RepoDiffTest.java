package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryStorage;
import portage.stream.ByteChunk;
import portage.stream.StoredWriter;

class RepoDiffTest {
  private static final long SEED = 20261126;

  private static RepoBuilder repo(Map<String, String> posts) {
    RepoBuilder repo = new RepoBuilder();
    posts.forEach((path, text) -> repo.record(path, Map.of("text", text)));
    return repo;
  }

  /** A CAR with the blocks of all of them. */
  private static BlockReader blocks(RepoBuilder... repos) throws StreamingException {
    CarBuilder car = CarBuilder.rooted(Cid.ofBlock(repos[0].commit()));
    for (RepoBuilder repo : repos) {
      repo.tree().root(); // makes the nodes
      car.blocks(repo.records()).blocks(repo.tree().nodes());
    }
    MemoryStorage storage = new MemoryStorage();
    try (StoredWriter writer = storage.create("car")) {
      writer.write(new ByteChunk(car.toByteArray()));
      writer.finish();
    }
    return KeptRepo.open(storage.open("car"));
  }

  /** Each as "path before after", in words. */
  private static List<String> differences(Map<String, String> before, Map<String, String> after) throws StreamingException {
    RepoBuilder one = repo(before);
    RepoBuilder other = repo(after);
    List<String> found = new ArrayList<>();
    for (RepoDiff.Difference each : RepoDiff.between(blocks(one, other), one.tree().root(), other.tree().root())) {
      found.add(each.path() + " " + text(one, each.beforeOrNull()) + " " + text(other, each.afterOrNull()));
    }
    return found;
  }

  private static String text(RepoBuilder repo, Cid cidOrNull) {
    return cidOrNull == null ? "-" : new String(repo.records().get(cidOrNull)).replaceAll("(?s)^.*?text.", "");
  }

  private static List<String> expected(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<String> expected = new ArrayList<>();
    for (String path : paths) {
      String one = before.getOrDefault(path, "-");
      String other = after.getOrDefault(path, "-");
      if (!one.equals(other)) {
        expected.add(path + " " + one + " " + other);
      }
    }
    return expected;
  }

  @Test void whatIsNewChangedAndDeletedIsFoundInTreesOfAnySize() throws Exception {
    Random random = new Random(SEED);
    for (int size : new int[] {0, 1, 2, 10, 100, 500}) {
      for (int round = 0; round < 10; round++) {
        Map<String, String> before = new TreeMap<>();
        for (int i = 0; i < size; i++) {
          before.put("app.bsky.feed.post/" + RepoBuilder.tid(i * 10), "text" + i);
        }
        Map<String, String> after = new TreeMap<>(before);
        for (int i = random.nextInt(6); i > 0; i--) {
          String path = "app.bsky.feed.post/" + RepoBuilder.tid(random.nextInt(10 * size + 10));
          switch (random.nextInt(3)) {
            case 0 -> after.remove(path);
            case 1 -> after.put(path, "other" + i);
            default -> after.put("app.bsky.feed.like/" + RepoBuilder.tid(i), "like" + i);
          }
        }
        assertEquals(expected(before, after), differences(before, after), "seed " + SEED + ", size " + size);
      }
    }
  }

  @Test void sameTreeHasNoDifference() throws Exception {
    Map<String, String> posts = Map.of("a.b.c/1", "one", "a.b.c/2", "two");
    assertEquals(List.of(), differences(posts, posts));
  }

  @Test void treeThatIsNotThereIsToldAsSuch() throws Exception {
    RepoBuilder one = repo(Map.of("a.b.c/1", "one"));
    RepoBuilder other = repo(Map.of("a.b.c/1", "other"));
    BlockReader blocks = blocks(one);
    StreamingException failure =
        assertThrows(
            StreamingException.class, () -> RepoDiff.between(blocks, one.tree().root(), other.tree().root()));
    assertEquals(ErrorCode.REPO_TRUNCATED, failure.code());
  }
}
