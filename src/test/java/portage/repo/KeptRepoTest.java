package portage.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryStorage;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

class KeptRepoTest {
  private static StoredItem kept(byte[] car) throws StreamingException {
    MemoryStorage storage = new MemoryStorage();
    try (StoredWriter writer = storage.create("car")) {
      if (car.length > 0) {
        writer.write(new ByteChunk(car));
      }
      writer.finish();
    }
    return storage.open("car");
  }

  private static byte[] blocks(StoredItem car, int chunkBytes) throws StreamingException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ByteStream stream = KeptRepo.blocks(car.stream(chunkBytes))) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        all.writeBytes(chunk.toByteArray());
      }
    }
    return all.toByteArray();
  }

  @Test void rootIsReadFromTheHeader() throws Exception {
    RepoBuilder repo = new RepoBuilder().posts(20);
    byte[] commit = repo.commit();
    assertEquals(Cid.ofBlock(commit), KeptRepo.root(kept(repo.car(commit))));
  }

  @Test void blocksAreEverythingBehindTheHeaderInChunksOfAnySize() throws Exception {
    byte[] car = new RepoBuilder().posts(5).car();
    int header = 1 + car[0];
    byte[] wanted = Arrays.copyOfRange(car, header, car.length);
    for (int chunkBytes : new int[] {1, 2, header - 1, header, header + 1, 1000, car.length}) {
      assertArrayEquals(wanted, blocks(kept(car), chunkBytes), chunkBytes + " at a time");
    }
  }

  @Test void carWithoutBlocksHasNone() throws Exception {
    byte[] car = CarBuilder.rooted(Cid.ofBlock(new byte[] {1})).toByteArray();
    assertEquals(0, blocks(kept(car), 7).length);
  }

  @Test void cutOffHeaderIsTold() throws Exception {
    byte[] car = new RepoBuilder().posts(5).car();
    int header = 1 + car[0];
    for (int length = 0; length < header; length++) {
      StoredItem cut = kept(Arrays.copyOf(car, length));
      StreamingException failure = assertThrows(StreamingException.class, () -> KeptRepo.root(cut));
      assertEquals(ErrorCode.REPO_TRUNCATED, failure.code(), failure.getMessage());
      assertEquals(ErrorCode.REPO_TRUNCATED, assertThrows(StreamingException.class, () -> blocks(cut, 3)).code());
    }
  }

  @Test void copyGrownByADeltaIsTheNewRepo() throws Exception {
    RepoBuilder before = new RepoBuilder().posts(40);
    byte[] old = before.car();
    RepoBuilder after = new RepoBuilder().posts(43).commitField("rev", "3jqfcqzm3fp2j");
    byte[] commit = after.commit();
    Cid root = Cid.ofBlock(commit);
    CarBuilder delta = CarBuilder.rooted(root).block(root, commit);
    after.tree().nodes().forEach((cid, node) -> {
      if (!before.tree().nodes().containsKey(cid)) {
        delta.block(cid, node);
      }
    });
    after.records().forEach((cid, record) -> {
      if (!before.records().containsKey(cid)) {
        delta.block(cid, record);
      }
    });
    byte[] grown = CarBuilder.empty().bytes(delta.toByteArray()).bytes(blocks(kept(old), 100)).toByteArray();
    RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new portage.jvm.BouncySignatures());
    check.push(grown, 0, grown.length);
    RepoReport report = check.finish(kept(grown));
    assertEquals(root, report.root());
    assertEquals(43, report.recordCount());
  }
}
