package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import portage.crypto.Sha256;
import portage.crypto.Vectors;
import portage.ipld.Cid;

class RepoIndexTest {
  @Test
  void everyBlockIsFoundWhereItWasPut() {
    RepoIndex index = new RepoIndex();
    int count = 30_000;
    for (int i = 0; i < count; i++) {
      assertEquals(i, index.add(cid(i), (1L << 33) + i * 1000L, i, i % 3 == 0));
    }
    assertEquals(count, index.size());
    for (int i = 0; i < count; i++) {
      int entry = index.find(cid(i));
      assertEquals(i, entry);
      assertEquals((1L << 33) + i * 1000L, index.offsetBytes(entry));
      assertEquals(i, index.sizeBytes(entry));
      assertEquals(i % 3 == 0, index.isData(entry));
      assertEquals(cid(i), index.cid(entry));
      assertTrue(index.contains(cid(i)));
      assertFalse(index.contains(cid(count + i)));
    }
  }

  @Test
  void firstPlaceOfADuplicateIsKept() {
    RepoIndex index = new RepoIndex();
    index.add(cid(1), 10, 5, true);
    assertEquals(RepoIndex.NONE, index.add(cid(1), 99, 5, true));
    assertEquals(1, index.size());
    assertEquals(10, index.offsetBytes(index.find(cid(1))));
  }

  @Test
  void codecBelongsToTheName() {
    RepoIndex index = new RepoIndex();
    Cid data = Cid.of(Cid.DAG_CBOR, cid(1).digest());
    Cid raw = Cid.of(Cid.RAW, cid(1).digest());
    index.add(data, 1, 1, true);
    assertFalse(index.contains(raw));
    assertEquals(1, index.add(raw, 2, 1, false));
    assertEquals(raw, index.cid(1));
    assertEquals(data, index.cid(0));
  }

  @Test
  void limitsOfOffsetAndLengthAreKept() {
    RepoIndex index = new RepoIndex();
    index.add(cid(1), Long.MAX_VALUE - 1, CarReader.MAX_BLOCK_BYTES, true);
    assertEquals(Long.MAX_VALUE - 1, index.offsetBytes(0));
    assertEquals(CarReader.MAX_BLOCK_BYTES, index.sizeBytes(0));
  }

  @Test
  void unusualCidIsNeverThere() throws Exception {
    assertEquals(RepoIndex.NONE, new RepoIndex().find(Cid.fromBytes(Vectors.hex("0155000161"))));
  }

  private static Cid cid(int number) {
    return Cid.of(number % 2 == 0 ? Cid.RAW : Cid.DAG_CBOR, Sha256.hash(("block " + number).getBytes()));
  }
}
