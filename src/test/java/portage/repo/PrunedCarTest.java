package portage.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryItem;
import portage.stream.DataChunk;

class PrunedCarTest {
  private static byte[] pruned(byte[] car) throws StreamingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrunedCar pruned = PrunedCar.of(new MemoryItem("car", car))) {
      for (DataChunk chunk = pruned.read(); chunk != null; chunk = pruned.read()) {
        bytes.writeBytes(chunk.toByteArray());
      }
    }
    return bytes.toByteArray();
  }

  @Test void carOfWhichAllIsNeededStaysAsItIs() throws Exception {
    for (int posts : new int[] {0, 1, 500}) {
      byte[] car = new RepoBuilder().posts(posts).car();
      assertArrayEquals(car, pruned(car));
    }
    RepoBuilder large = new RepoBuilder();
    for (int i = 0; i < 9; i++) {
      large.record("a.b.c/" + i, Map.of("text", "x".repeat(100_000) + i));
    }
    assertArrayEquals(large.car(), pruned(large.car()));
  }

  @Test void whatTheRootDoesNotNeedIsLeftOut() throws Exception {
    RepoBuilder repo = new RepoBuilder().posts(40);
    byte[] commit = repo.commit();
    Cid root = Cid.ofBlock(commit);
    RepoBuilder old = new RepoBuilder().posts(45);
    byte[] car = CarBuilder.rooted(root).blocks(old.records()).blocks(repo.records()).block(root, commit).blocks(repo.tree().nodes())
        .block(Cid.ofBlock(old.commit()), old.commit()).toByteArray();
    RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new portage.jvm.BouncySignatures());
    byte[] pruned = pruned(car);
    check.push(pruned, 0, pruned.length);
    RepoReport report = check.finish(new MemoryItem("car", pruned));
    assertEquals(root, report.root());
    assertEquals(40, report.recordCount());
    assertEquals(0, report.unreferencedBlocks());
  }

  @Test void missingRecordIsTold() {
    RepoBuilder repo = new RepoBuilder().posts(3);
    repo.tree().put("a.b.c/x", Cid.ofBlock(new byte[] {1}));
    assertEquals(ErrorCode.REPO_TRUNCATED, assertThrows(StreamingException.class, () -> pruned(repo.car())).code());
  }
}
