package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.jvm.MemoryItem;

class RepoWalkerTest {
  private static final Cid VALUE = Cid.ofBlock(DagCbor.encode("record"));

  private final CarBuilder car = CarBuilder.rooted(VALUE);
  private final RepoIndex index = new RepoIndex();

  private Cid add(byte[] block) {
    Cid cid = Cid.ofBlock(block);
    car.block(cid, block);
    index.add(cid, car.sizeBytes() - block.length, block.length, true);
    return cid;
  }

  private Cid node(Cid left, MstNode.Entry... entries) {
    return add(new MstNode(left, List.of(entries)).encode());
  }

  private static MstNode.Entry entry(String path, Cid right) {
    return new MstNode.Entry(path, VALUE, right);
  }

  private List<String> walk(Cid root) throws StreamingException {
    List<String> paths = new ArrayList<>();
    new RepoWalker(new BlockReader(index, new MemoryItem("car", car.toByteArray()))).walk(root, new RepoVisitor() {
      @Override
      public void node(Cid cid) {}

      @Override
      public void record(String path, Cid cid) {
        paths.add(path);
      }
    });
    return paths;
  }

  private void refused(ErrorCode code, String detail, Cid root) {
    StreamingException e = assertThrows(StreamingException.class, () -> walk(root));
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(detail), e.getMessage());
  }

  /** The {@code n}th path of this depth, in order of their texts. */
  private static String path(int depth, int n) {
    int found = 0;
    for (int i = 100_000; ; i++) {
      String path = "a.b.c/" + i;
      if (MstKey.depth(path) == depth && found++ == n) {
        return path;
      }
    }
  }

  @Test
  void recordsComeInOrderFromTreesOfAnySize() throws Exception {
    for (int count : new int[] {0, 1, 2, 3, 10, 100, 3000}) {
      MstBuilder tree = new MstBuilder();
      TreeSet<String> expected = new TreeSet<>();
      for (int i = 0; i < count; i++) {
        String path = (i % 2 == 0 ? "app.bsky.feed.like/" : "app.bsky.feed.post/") + RepoBuilder.tid(i * 31 % 3001);
        tree.put(path, VALUE);
        expected.add(path);
      }
      Cid root = tree.root();
      tree.nodes().values().forEach(this::add);
      assertEquals(new ArrayList<>(expected), walk(root));
    }
  }

  @Test
  void intermediateNodesWithoutEntriesAreWalked() throws Exception {
    String top = path(3, 0);
    String bottom = path(0, 0);
    Cid low = node(null, entry(bottom, null));
    Cid root = node(node(node(low)), entry(top, null));
    assertEquals(List.of(bottom, top), walk(root));
  }

  @Test
  void emptyNodesAtTopOrBottomAreRefused() throws Exception {
    assertEquals(List.of(), walk(node(null)));
    Cid low = node(null, entry(path(0, 0), null));
    refused(ErrorCode.REPO_CORRUPT, "top", node(low));
    refused(ErrorCode.REPO_CORRUPT, "bottom", node(node(null), entry(path(1, 0), null)));
    refused(ErrorCode.REPO_CORRUPT, "bottom", node(null, entry(path(1, 0), node(null))));
  }

  @Test
  void nodesBelowTheBottomAreRefused() {
    Cid low = node(null, entry(path(0, 0), null));
    refused(ErrorCode.REPO_CORRUPT, "below the bottom", node(low, entry(path(0, 5), null)));
    refused(ErrorCode.REPO_CORRUPT, "below the bottom", node(node(low), entry(path(1, 5), null)));
  }

  @Test
  void pathsAtTheWrongDepthAreRefused() {
    String low = path(0, 0);
    String high = path(1, 0);
    refused(ErrorCode.REPO_CORRUPT, "wrong depth",
        node(null, entry(low.compareTo(high) < 0 ? low : high, null), entry(low.compareTo(high) < 0 ? high : low, null)));
    // A level is left out between the two.
    Cid bottom = node(null, entry(low, null));
    refused(ErrorCode.REPO_CORRUPT, "wrong depth", node(bottom, entry(path(2, 0), null)));
  }

  @Test
  void pathsOutOfOrderAcrossNodesAreRefused() {
    String high = path(1, 0);
    String later = path(0, 50);
    assertTrue(later.compareTo(high) > 0);
    refused(ErrorCode.REPO_CORRUPT, "out of order", node(node(null, entry(later, null)), entry(high, null)));
    String early = path(0, 0);
    assertTrue(early.compareTo(high) < 0);
    refused(ErrorCode.REPO_CORRUPT, "out of order", node(null, entry(high, node(null, entry(early, null)))));
    // Bounds reach through more than one level.
    String top = path(2, 1);
    Cid low = node(null, entry(path(0, 100), null));
    assertTrue(path(0, 100).compareTo(top) > 0 || path(0, 100).compareTo(high) > 0);
    refused(ErrorCode.REPO_CORRUPT, "out of order", node(node(null, entry(high, low)), entry(path(2, 0), null)));
  }

  @Test
  void nodeUsedTwiceIsRefused() {
    Cid low = node(null, entry(path(0, 0), null));
    refused(ErrorCode.REPO_CORRUPT, "twice", node(low, entry(path(1, 3), low)));
    Cid chain = node(low);
    refused(ErrorCode.REPO_CORRUPT, "twice", node(chain, entry(path(2, 3), chain)));
  }

  @Test
  void cycleOfAForgedIndexEnds() {
    // No hash function lets a CAR hold a cycle; an index that lies about lengths and places does not either.
    Cid root = node(null, entry(path(1, 0), null));
    Cid parent = node(root, entry(path(2, 0), null));
    RepoIndex forged = new RepoIndex();
    forged.add(root, index.offsetBytes(index.find(parent)), index.sizeBytes(index.find(parent)), true);
    StreamingException e = assertThrows(StreamingException.class, () ->
        new BlockReader(forged, new MemoryItem("car", car.toByteArray())).read(root));
    assertEquals(ErrorCode.STORAGE_FAILED, e.code());
  }

  @Test
  void missingNodeAndNodeOfAnotherKindAreTold() throws Exception {
    refused(ErrorCode.REPO_TRUNCATED, VALUE.toString(), VALUE);
    refused(ErrorCode.REPO_TRUNCATED, VALUE.toString(), node(VALUE, entry(path(1, 0), null)));
    refused(ErrorCode.REPO_CORRUPT, "map", add(DagCbor.encode("no node")));
    Cid odd = Cid.fromBytes(portage.crypto.Vectors.hex("0155000161"));
    refused(ErrorCode.REPO_TRUNCATED, odd.toString(), node(odd, entry(path(1, 0), null)));
  }

  @Test
  void visitorMayEndTheWalk() {
    Cid root = node(null, entry(path(0, 0), null));
    StreamingException mine = RepoFault.corrupt("mine", -1, "mine");
    RepoWalker walker = new RepoWalker(new BlockReader(index, new MemoryItem("car", car.toByteArray())));
    assertEquals(mine, assertThrows(StreamingException.class, () -> walker.walk(root, new RepoVisitor() {
      @Override
      public void node(Cid cid) {}

      @Override
      public void record(String path, Cid cid) throws StreamingException {
        throw mine;
      }
    })));
  }
}
