package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.crypto.Curve;
import portage.crypto.Sha256;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryItem;

class RepoBlobsTest {
  private static final Cid BLOB_A = Cid.of(Cid.RAW, Sha256.hash(new byte[] {1}));
  private static final Cid BLOB_B = Cid.of(Cid.RAW, Sha256.hash(new byte[] {2}));

  private static RepoBuilder small() {
    RepoBuilder repo = new RepoBuilder().posts(30);
    repo.record("app.bsky.actor.profile/self", Map.of("avatar", BlobRefsTest.old(BLOB_A)));
    repo.record("app.bsky.feed.post/3zzz", Map.of("images", List.of(BlobRefsTest.blob(BLOB_B), BlobRefsTest.blob(BLOB_A))));
    return repo;
  }

  private static List<BlobUse> blobs(byte[] car) throws StreamingException {
    return RepoBlobs.of(new MemoryItem("repo.car", car));
  }

  @Test void eachBlobIsNamedOnceWhoeverSignedTheCommit() throws Exception {
    List<BlobUse> expected =
        List.of(
            new BlobUse(BLOB_A, "x", -1, List.of("app.bsky.actor.profile/self", "app.bsky.feed.post/3zzz")),
            new BlobUse(BLOB_B, "image/jpeg", 10_000, List.of("app.bsky.feed.post/3zzz")));
    assertEquals(expected, blobs(small().car()));
    assertEquals(expected, blobs(small().signedBy(SigningKey.numbered(Curve.P256, 9)).car()));
    assertEquals(List.of(), blobs(new RepoBuilder().posts(3).car()));
  }

  @Test void carThatIsNotWholeIsRefused() {
    byte[] car = small().car();
    byte[] changed = car.clone();
    changed[car.length / 2] ^= 1;
    assertEquals(ErrorCode.REPO_CORRUPT, assertThrows(StreamingException.class, () -> blobs(changed)).code());
    byte[] half = Arrays.copyOf(car, car.length / 2);
    assertEquals(ErrorCode.REPO_TRUNCATED, assertThrows(StreamingException.class, () -> blobs(half)).code());
  }
}
