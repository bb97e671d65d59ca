package portage.repo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.ipld.CborReader;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;

/**
 * A node of the Merkle search tree that holds a repo's records.
 *
 * <pre>
 * {e: [{k: bytes, p: int, t: CID|null, v: CID}, …], l: CID|null}
 *
 * path of an entry = first p characters of the path before it in this node + k
 * l = subtree left of the first entry, t = subtree right of this one, v = the record
 * </pre>
 *
 * @param left the subtree before the first entry, or null
 * @param entries in order; may be empty
 */
public record MstNode(Cid left, List<Entry> entries) {

  /**
   * One record.
   *
   * @param path {@code <collection>/<record key>}
   * @param value the record's CID
   * @param right the subtree between this entry and the next, or null
   */
  public record Entry(String path, Cid value, Cid right) {}

  /**
   * Reads a node: canonical DAG-CBOR, valid paths in strict order, each prefix as long as can be. That the depth of the
   * paths fits the tree is for {@link RepoWalker} to say.
   */
  public static MstNode decode(byte[] block) throws MalformedException {
    CborReader reader = new CborReader(block);
    if (reader.enterMap() != 2) {
      throw reader.malformed("MST node without its two keys");
    }
    reader.expectKey("e");
    int count = reader.enterList();
    List<Entry> entries = new ArrayList<>(Math.min(count, 64));
    String previous = "";
    for (int i = 0; i < count; i++) {
      Entry entry = decodeEntry(reader, previous);
      if (i > 0 && entry.path().compareTo(previous) <= 0) {
        throw reader.malformed("MST node with paths out of order");
      }
      entries.add(entry);
      previous = entry.path();
    }
    reader.leave();
    reader.expectKey("l");
    Cid left = reader.readNull() ? null : reader.readLink();
    reader.leave();
    reader.finish();
    return new MstNode(left, entries);
  }

  private static Entry decodeEntry(CborReader reader, String previous) throws MalformedException {
    if (reader.enterMap() != 4) {
      throw reader.malformed("MST entry without its four keys");
    }
    reader.expectKey("k");
    byte[] suffix = reader.readBytes();
    reader.expectKey("p");
    int shared = reader.readInt(previous.length());
    StringBuilder text = new StringBuilder(shared + suffix.length).append(previous, 0, shared);
    for (byte octet : suffix) {
      text.append((char) (octet & 255)); // beyond ASCII is no valid path
    }
    String path = text.toString();
    if (!RecordPath.isValid(path)) {
      throw reader.malformed("MST entry whose path no server takes");
    }
    if (MstKey.commonPrefix(previous, path) != shared) {
      throw reader.malformed("MST entry with a prefix that could be longer");
    }
    reader.expectKey("t");
    Cid right = reader.readNull() ? null : reader.readLink();
    reader.expectKey("v");
    Cid value = reader.readLink();
    reader.leave();
    return new Entry(path, value, right);
  }

  /** The node's block. */
  public byte[] encode() {
    List<Object> items = new ArrayList<>();
    String previous = "";
    for (Entry entry : entries) {
      int shared = MstKey.commonPrefix(previous, entry.path());
      byte[] suffix = new byte[entry.path().length() - shared];
      for (int i = 0; i < suffix.length; i++) {
        suffix[i] = (byte) entry.path().charAt(shared + i);
      }
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("k", suffix);
      item.put("p", (long) shared);
      item.put("t", entry.right());
      item.put("v", entry.value());
      items.add(item);
      previous = entry.path();
    }
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("e", items);
    node.put("l", left);
    return DagCbor.encode(node);
  }
}
