package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.crypto.Sha256;
import portage.crypto.Vectors;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;

class BlobRefsTest {
  private static final Cid A = Cid.of(Cid.RAW, Sha256.hash(new byte[] {1}));
  private static final Cid B = Cid.of(Cid.RAW, Sha256.hash(new byte[] {2}));

  @Test
  void bothFormsAreFound() throws Exception {
    assertEquals(List.of(new BlobRef(A, "image/jpeg", 10_000)), find(blob(A)));
    assertEquals(List.of(new BlobRef(A, "x", -1)), find(old(A)));
    assertEquals(List.of(new BlobRef(A, "image/jpeg", -1)), find(with(blob(A), "size", -1L)));
  }

  @Test
  void refsAreFoundAtAnyDepthInTheOrderOfTheBytes() throws Exception {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("$type", "app.bsky.feed.post");
    record.put("z", List.of(List.of(1L, Map.of("image", blob(B)))));
    record.put("a", List.of(blob(A), old(A)));
    assertEquals(List.of(A, A, B), cids(record));
  }

  @Test
  void anyKindOfCidCounts() throws Exception {
    Cid odd = Cid.fromBytes(Vectors.hex("01701220" + "ab".repeat(32)));
    assertEquals(List.of(odd), cids(blob(odd)));
    assertEquals(List.of(odd), cids(old(odd)));
  }

  @Test
  void whatOnlyLooksLikeABlobIsNone() throws Exception {
    Map<String, Object> blob = blob(A);
    List<Map<String, Object>> none = List.of(
        with(blob, "$type", "blobs"), with(blob, "$type", 1L), without(blob, "$type"),
        with(blob, "ref", A.toString()), without(blob, "ref"), with(blob, "ref", null),
        with(blob, "mimeType", "image"), with(blob, "mimeType", 1L), without(blob, "mimeType"),
        with(blob, "size", -2L), with(blob, "size", "1"), with(blob, "size", 1L << 53), without(blob, "size"),
        with(blob, "extra", null), with(blob, "extra", 1L),
        with(old(A), "mimeType", ""), with(old(A), "mimeType", 1L), with(old(A), "cid", A), with(old(A), "cid", "abc"),
        with(old(A), "extra", 1L), without(old(A), "mimeType"), without(old(A), "cid"));
    for (Map<String, Object> record : none) {
      assertEquals(List.of(), cids(record), record.toString());
    }
    assertEquals(List.of(new BlobRef(A, "image/jpeg", (1L << 53) - 1)), find(with(blob, "size", (1L << 53) - 1)));
  }

  @Test
  void refsInsideOfWhatOnlyResemblesABlobAreFound() throws Exception {
    assertEquals(List.of(B), cids(with(blob(A), "ref", blob(B))));
    assertEquals(List.of(B), cids(with(blob(A), "extra", blob(B))));
    assertEquals(List.of(B), cids(with(old(A), "mimeType", old(B))));
  }

  @Test
  void anythingThatIsNoMapHasNone() throws Exception {
    for (Object value : new Object[] {1L, "blob", null, true, List.of(), A, new byte[3]}) {
      assertEquals(List.of(), find(value));
    }
  }

  @Test
  void blockThatIsNotCanonicalIsRefusedWhereverTheFaultLies() throws Exception {
    byte[] block = DagCbor.encode(Map.of("a", List.of(blob(A), old(B)), "text", "é"));
    BlobRefs.of(block);
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      assertThrows(MalformedException.class, () -> BlobRefs.of(cut));
    }
    assertThrows(MalformedException.class, () -> BlobRefs.of(Arrays.copyOf(block, block.length + 1)));
    int checked = 0;
    for (int i = 0; i < block.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = block.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertEquals(isCanonical(flipped), isScanned(flipped), "byte " + i + " bit " + bit);
        checked++;
      }
    }
    assertEquals(block.length * 8, checked);
  }

  private static boolean isCanonical(byte[] block) {
    try {
      DagCbor.decode(block);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isScanned(byte[] block) {
    try {
      BlobRefs.of(block);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static List<BlobRef> find(Object record) throws MalformedException {
    return BlobRefs.of(DagCbor.encode(record));
  }

  private static List<Cid> cids(Object record) throws MalformedException {
    return find(record).stream().map(BlobRef::cid).toList();
  }

  static Map<String, Object> blob(Cid cid) {
    Map<String, Object> blob = new LinkedHashMap<>();
    blob.put("$type", "blob");
    blob.put("ref", cid);
    blob.put("mimeType", "image/jpeg");
    blob.put("size", 10_000L);
    return blob;
  }

  static Map<String, Object> old(Cid cid) {
    Map<String, Object> blob = new LinkedHashMap<>();
    blob.put("cid", cid.toString());
    blob.put("mimeType", "x");
    return blob;
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> map, String key) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.remove(key);
    return changed;
  }
}
