package portage.repo;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.Signatures;
import portage.error.StreamingException;
import portage.fuzz.Owed;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;
import portage.jvm.MemoryItem;

/**
 * A repo that is accepted has exactly the tree that its records have: it is built anew from them by other code.
 *
 * <p>Input: blocks, each with its length in two bytes before it, the commit last. A CID in a block whose digest begins with
 * the number of an earlier block, zeros behind it, stands for that block, so that a change of one does not unhinge all.
 * Signatures pass here; {@link CommitTarget} looks at what they are over.
 */
public final class RepoTarget {
  private static final byte[] CID_START = {1, 0x71, 0x12, 0x20};
  private static final Signatures ANY = (key, message, signature) -> true;

  private RepoTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> blocks = blocks(data);
    if (blocks.isEmpty()) {
      return;
    }
    Map<Cid, byte[]> byCid = new LinkedHashMap<>();
    List<Cid> cids = new ArrayList<>();
    for (byte[] block : blocks) {
      link(block, cids);
      Cid cid = Cid.ofBlock(block);
      cids.add(cid);
      byCid.put(cid, block);
    }
    Cid root = cids.get(cids.size() - 1);
    byte[] car = CarBuilder.rooted(root).blocks(byCid).toByteArray();
    RepoReport report = Owed.read(car.length, () -> check(car));
    if (report != null) {
      Owed.same(root, report.root());
      Map<String, Cid> records = new LinkedHashMap<>();
      collect(report.dataRoot(), byCid, records);
      Owed.same(records.size(), report.recordCount());
      MstBuilder tree = new MstBuilder();
      records.forEach(tree::put);
      Owed.same(tree.root(), report.dataRoot());
      Owed.holds(byCid.keySet().containsAll(records.values()), "a record that is not there");
    }
  }

  private static RepoReport check(byte[] car) throws StreamingException {
    RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), ANY);
    check.push(car, 0, car.length);
    return check.finish(new MemoryItem("car", car));
  }

  /** The plainest walk there is. */
  private static void collect(Cid cid, Map<Cid, byte[]> blocks, Map<String, Cid> records) {
    Map<?, ?> node = Owed.read(blocks.get(cid).length, () -> (Map<?, ?>) DagCbor.decode(blocks.get(cid)));
    if (node.get("l") instanceof Cid left) {
      collect(left, blocks, records);
    }
    String path = "";
    for (Object item : (List<?>) node.get("e")) {
      Map<?, ?> entry = (Map<?, ?>) item;
      String suffix = new String((byte[]) entry.get("k"), java.nio.charset.StandardCharsets.ISO_8859_1);
      path = path.substring(0, ((Long) entry.get("p")).intValue()) + suffix;
      records.put(path, (Cid) entry.get("v"));
      if (entry.get("t") instanceof Cid right) {
        collect(right, blocks, records);
      }
    }
  }

  private static List<byte[]> blocks(byte[] data) {
    List<byte[]> blocks = new ArrayList<>();
    int at = 0;
    while (at + 2 <= data.length && blocks.size() < 255) {
      int length = Math.min((data[at] & 255) << 8 | data[at + 1] & 255, data.length - at - 2);
      blocks.add(Arrays.copyOfRange(data, at + 2, at + 2 + length));
      at += 2 + length;
    }
    return blocks;
  }

  private static void link(byte[] block, List<Cid> earlier) {
    for (int at = 0; at + Cid.SHA256_BYTES <= block.length; at++) {
      boolean isCid = Arrays.equals(block, at, at + 4, CID_START, 0, 4);
      if (isCid && isNumber(block, at + 4) && (block[at + 4] & 255) < earlier.size()) {
        earlier.get(block[at + 4] & 255).copyTo(block, at);
      }
    }
  }

  private static boolean isNumber(byte[] block, int at) {
    for (int i = 1; i < 32; i++) {
      if (block[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  public static List<byte[]> seeds() throws MalformedException {
    RepoBuilder withBlob = new RepoBuilder().posts(2);
    withBlob.record("app.bsky.actor.profile/self", Map.of("avatar", Map.of("$type", "blob", "mimeType", "image/png",
        "ref", Cid.of(Cid.RAW, new byte[32]), "size", 5L)));
    return List.of(
        seed(new RepoBuilder()), seed(new RepoBuilder().posts(1)), seed(new RepoBuilder().posts(6)),
        seed(new RepoBuilder().posts(40)), seed(withBlob));
  }

  private static byte[] seed(RepoBuilder repo) {
    byte[] commit = repo.commit();
    List<byte[]> blocks = new ArrayList<>(repo.records().values());
    blocks.addAll(repo.tree().nodes().values());
    blocks.add(commit);
    Map<Cid, Integer> numbers = new HashMap<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] block : blocks) {
      byte[] numbered = block.clone();
      numbers.forEach((cid, number) -> number(numbered, cid, number));
      numbers.put(Cid.ofBlock(block), numbers.size());
      out.write(numbered.length >> 8);
      out.write(numbered.length);
      out.writeBytes(numbered);
    }
    return out.toByteArray();
  }

  private static void number(byte[] block, Cid cid, int number) {
    byte[] bytes = cid.toByteArray();
    for (int at = 0; at + bytes.length <= block.length; at++) {
      if (Arrays.equals(block, at, at + bytes.length, bytes, 0, bytes.length)) {
        Arrays.fill(block, at + 4, at + bytes.length, (byte) 0);
        block[at + 4] = (byte) number;
      }
    }
  }
}
