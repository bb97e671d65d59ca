package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.jvm.MemoryItem;

/**
 * Takes repos the way the reference server does (@atproto/pds, {@code importRepo}): the nodes that the CAR lacks are those of
 * the tree that is there, the block of a record that is new must be in the CAR, and what the new tree does not reach is
 * dropped. Other than that server it insists that the tree is the one its records have, and that no node comes twice.
 */
final class PieceServer {
  private Cid head;
  private Map<Cid, byte[]> nodes = Map.of();
  private Map<String, Cid> records = new TreeMap<>();
  private long nodesTaken;

  Cid head() {
    return head;
  }

  Map<String, Cid> records() {
    return records;
  }

  long nodesTaken() {
    return nodesTaken;
  }

  /** Fails unless the CAR is whole and right on top of what is here, and brings nothing that is here. */
  Commit take(byte[] car) throws StreamingException, MalformedException {
    Map<Cid, byte[]> before = nodes;
    Map<Cid, byte[]> sent = new LinkedHashMap<>();
    Commit commit = takeOnAnother(car, sent);
    int useful = 1;
    for (Cid cid : sent.keySet()) {
      if (nodes.containsKey(cid)) {
        assertTrue(!before.containsKey(cid), "a node that is there already: " + cid);
        nodesTaken++;
        useful++;
      }
    }
    long recordBlocks = sent.keySet().stream().filter(cid -> records.containsValue(cid)).count();
    assertEquals(sent.size(), useful + recordBlocks, "a piece with blocks of no use");
    return commit;
  }

  /** Fails unless the CAR is whole on top of what is here; it may have been made for something else. */
  Commit takeOnAnother(byte[] car) throws StreamingException, MalformedException {
    return takeOnAnother(car, new LinkedHashMap<>());
  }

  private Commit takeOnAnother(byte[] car, Map<Cid, byte[]> sent) throws StreamingException, MalformedException {
    Cid[] root = new Cid[1];
    CarReader reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid cid) {
        root[0] = cid;
      }

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        byte[] block = new byte[length];
        System.arraycopy(bytes, from, block, 0, length);
        assertEquals(null, sent.put(cid, block), "sent twice in one piece: " + cid);
      }
    });
    reader.push(car, 0, car.length);
    reader.end();
    Commit commit = Commit.decode(sent.get(root[0]));

    Map<Cid, byte[]> all = new LinkedHashMap<>(nodes);
    all.putAll(sent);
    Map<Cid, byte[]> newNodes = new LinkedHashMap<>();
    Map<String, Cid> newRecords = new TreeMap<>();
    walk(root[0], commit.dataRoot(), all, new RepoVisitor() {
      @Override
      public void node(Cid cid) {
        newNodes.put(cid, all.get(cid));
      }

      @Override
      public void record(String path, Cid cid) {
        newRecords.put(path, cid);
        if (!cid.equals(records.get(path))) {
          assertNotNull(sent.get(cid), "the block of " + path + " is not in the piece");
        }
      }
    });
    head = root[0];
    nodes = newNodes;
    records = newRecords;
    return commit;
  }

  private static void walk(Cid root, Cid dataRoot, Map<Cid, byte[]> all, RepoVisitor visitor) throws StreamingException {
    CarBuilder car = CarBuilder.rooted(root);
    RepoIndex index = new RepoIndex();
    all.forEach((cid, block) -> {
      car.block(cid, block);
      index.add(cid, car.sizeBytes() - block.length, block.length, true);
    });
    new RepoWalker(new BlockReader(index, new MemoryItem("all", car.toByteArray()))).walk(dataRoot, visitor);
  }
}
