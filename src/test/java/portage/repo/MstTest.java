package portage.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.crypto.Vectors;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;

class MstTest {
  private static final Cid VALUE = cid("bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454");

  @ParameterizedTest
  @CsvSource({
    "'', 0", "asdf, 0", "2653ae71, 0", "blue, 1", "88bfafc7, 2", "2a92d355, 4", "app.bsky.feed.post/454397e440ec, 4",
    "884976f5, 6", "app.bsky.feed.post/9adeb165882c, 8",
  })
  void depthsAreThePublishedOnes(String key, int depth) {
    assertEquals(depth, MstKey.depth(key));
  }

  @Test
  void publishedKeyHeightsComeOut() {
    for (JsonValue value : Vectors.json("mst/key_heights.json").asArray()) {
      JsonObject vector = value.asObject();
      assertEquals(vector.getInt("height", -1), MstKey.depth(vector.getString("key", null)));
    }
  }

  @Test
  void publishedCommonPrefixesComeOut() {
    for (JsonValue value : Vectors.json("mst/common_prefix.json").asArray()) {
      JsonObject vector = value.asObject();
      assertEquals(vector.getInt("len", -1),
          MstKey.commonPrefix(vector.getString("left", null), vector.getString("right", null)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm",
    "3jqfcqzm3fo2j, bafyreibj4lsc3aqnrvphp5xmrnfoorvru4wynt6lwidqbm2623a6tatzdu",
    "3jqfcqzm3fx2j, bafyreih7wfei65pxzhauoibu3ls7jgmkju4bspy4t2ha2qdjnzqvoy33ai",
    "3jqfcqzm3fp2j 3jqfcqzm3fr2j 3jqfcqzm3fs2j 3jqfcqzm3ft2j 3jqfcqzm4fc2j,"
        + " bafyreicmahysq4n6wfuxo522m6dpiy7z7qzym3dzs756t5n7nfdgccwq7m",
  })
  void treesHaveThePublishedRoots(String keys, String root) throws Exception {
    MstBuilder tree = new MstBuilder();
    for (String key : keys.split(" ")) {
      if (!key.isEmpty()) {
        tree.put("com.example.record/" + key, VALUE);
      }
    }
    assertEquals(root, tree.root().toString());
    for (byte[] block : tree.nodes().values()) {
      assertArrayEquals(block, MstNode.decode(block).encode());
    }
  }

  @Test
  void emptyTreeIsOneNodeOfSevenBytes() {
    assertArrayEquals(Vectors.hex("a2616580616cf6"), new MstNode(null, List.of()).encode());
  }

  @Test
  void nodesThatTheServerWouldNotWriteAreRefused() throws Exception {
    Map<String, Object> good = entry("a/b", 0);
    MstNode.decode(node(good));
    refused(node(entry("a/b", 1)));
    refused(node(entry("a/b", 0), entry("a/c", 0))); // shares two characters
    refused(node(entry("a/b", 0), entry("/c", 1)));
    MstNode.decode(node(entry("a/b", 0), entry("c", 2)));
    refused(node(entry("a/b", 0), entry("c", 4))); // more than there is
    refused(node(entry("a/c", 0), entry("b", 2))); // out of order
    refused(node(entry("a/b", 0), entry("", 3))); // twice
    refused(node(entry("a/bc", 0), entry("", 3))); // its own prefix comes after
    refused(node(entry("a", 0)));
    refused(node(entry("a/\u00e9", 0)));
    refused(node(entry("a/b", -1)));
    refused(node(with(good, "p", 1L << 32)));
    refused(node(with(good, "v", null)));
    refused(node(with(good, "v", "x")));
    refused(node(with(good, "t", 1L)));
    refused(node(with(good, "x", 1L)));
    refused(node(with(good, "k", "a/b")));
    refused(DagCbor.encode(Map.of("e", List.of())));
    refused(DagCbor.encode(Map.of("l", VALUE, "e", 1L)));
    refused(DagCbor.encode(new TreeMap<>(Map.of("e", List.of(), "l", VALUE, "x", 1L))));
    refused(DagCbor.encode(List.of()));
    refused(new byte[0]);
  }

  @Test
  void longerPathWithTheWholeOfTheOneBeforeIsTaken() throws Exception {
    MstNode node = MstNode.decode(node(entry("a/b", 0), entry("c", 3)));
    assertEquals("a/bc", node.entries().get(1).path());
  }

  private static void refused(byte[] block) {
    assertThrows(MalformedException.class, () -> MstNode.decode(block));
  }

  private static Map<String, Object> entry(String suffix, long shared) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("k", suffix.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    entry.put("p", shared);
    entry.put("v", VALUE);
    entry.put("t", null);
    return entry;
  }

  private static Map<String, Object> with(Map<String, Object> entry, String key, Object value) {
    Map<String, Object> changed = new TreeMap<>(entry);
    changed.put(key, value);
    return changed;
  }

  private static byte[] node(Map<?, ?>... entries) {
    Map<String, Object> node = new TreeMap<>();
    node.put("e", List.of(entries));
    node.put("l", null);
    return DagCbor.encode(node);
  }

  private static Cid cid(String text) {
    try {
      return Cid.parse(text);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
