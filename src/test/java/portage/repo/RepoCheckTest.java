package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portage.crypto.Curve;
import portage.crypto.DidKey;
import portage.crypto.Sha256;
import portage.crypto.SigningKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.jvm.BouncySignatures;
import portage.jvm.MemoryItem;

class RepoCheckTest {
  private static final Cid BLOB_A = Cid.of(Cid.RAW, Sha256.hash(new byte[] {1}));
  private static final Cid BLOB_B = Cid.of(Cid.RAW, Sha256.hash(new byte[] {2}));

  private static RepoReport check(byte[] car) throws StreamingException {
    return check(car, RepoBuilder.DID, RepoBuilder.KEY.didKey(), Math.max(1, car.length));
  }

  private static RepoReport check(byte[] car, String did, DidKey key, int pieceBytes) throws StreamingException {
    RepoCheck check = new RepoCheck(did, key, new BouncySignatures());
    for (int at = 0; at < car.length; at += pieceBytes) {
      check.push(car, at, Math.min(pieceBytes, car.length - at));
    }
    return check.finish(new MemoryItem("repo.car", car));
  }

  private static StreamingException refused(ErrorCode code, byte[] car) {
    StreamingException e = assertThrows(StreamingException.class, () -> check(car));
    assertEquals(code, e.code(), e.getMessage());
    assertEquals("check repo", e.context().operation());
    return e;
  }

  /** Three collections, several blobs, one of them twice. */
  private static RepoBuilder small() {
    RepoBuilder repo = new RepoBuilder().posts(30);
    repo.record("app.bsky.actor.profile/self", Map.of("avatar", BlobRefsTest.old(BLOB_A)));
    repo.record("app.bsky.feed.post/3zzz", Map.of("images", List.of(BlobRefsTest.blob(BLOB_B), BlobRefsTest.blob(BLOB_A))));
    repo.record("app.bsky.feed.postgate/x", Map.of("n", 1L));
    return repo;
  }

  @Test
  void wholeRepoIsCounted() throws Exception {
    RepoBuilder repo = small();
    byte[] commit = repo.commit();
    RepoReport report = check(repo.car(commit));
    assertEquals(Cid.ofBlock(commit), report.root());
    assertEquals(RepoBuilder.DID, report.did());
    assertEquals(3, report.version());
    assertEquals(RepoBuilder.REV, report.rev());
    assertEquals(repo.tree().root(), report.dataRoot());
    assertEquals(33, report.recordCount());
    assertEquals(repo.tree().nodes().size(), report.nodeCount());
    assertEquals(33 + report.nodeCount() + 1, report.blockCount());
    assertEquals(0, report.unreferencedBlocks());
    assertEquals(repo.records().values().stream().mapToLong(block -> block.length).sum(), report.recordBytes());
    assertEquals(List.of(
        new BlobUse(BLOB_A, "x", -1, List.of("app.bsky.actor.profile/self", "app.bsky.feed.post/3zzz")),
        new BlobUse(BLOB_B, "image/jpeg", 10_000, List.of("app.bsky.feed.post/3zzz"))), report.blobs());
    assertEquals(Map.of("app.bsky.actor.profile", 1, "app.bsky.feed.post", 31, "app.bsky.feed.postgate", 1),
        report.collectionCounts());
    assertEquals(List.of("app.bsky.actor.profile", "app.bsky.feed.post", "app.bsky.feed.postgate"),
        new ArrayList<>(report.collectionCounts().keySet()));
  }

  @Test
  void piecesOfAnySizeGiveTheSameReport() throws Exception {
    byte[] car = small().car();
    RepoReport whole = check(car);
    for (int size : new int[] {1, 2, 3, 37, 64, 1000}) {
      assertEquals(whole, check(car, RepoBuilder.DID, RepoBuilder.KEY.didKey(), size));
    }
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void commitsOfBothCurvesAreTaken(Curve curve) throws Exception {
    SigningKey key = SigningKey.numbered(curve, 9);
    assertEquals(5, check(new RepoBuilder().posts(5).signedBy(key).car(), RepoBuilder.DID, key.didKey(), 100).recordCount());
  }

  @Test
  void emptyRepoIsARepo() throws Exception {
    RepoReport report = check(new RepoBuilder().car());
    assertEquals(2, report.blockCount());
    assertEquals(1, report.nodeCount());
    assertEquals(0, report.recordCount());
    assertEquals(List.of(), report.blobs());
  }

  @Test
  void oneRecordAtManyPathsIsOneBlock() throws Exception {
    RepoBuilder repo = new RepoBuilder();
    for (int i = 0; i < 10; i++) {
      repo.record("a.b.c/" + i, BlobRefsTest.blob(BLOB_A));
    }
    RepoReport report = check(repo.car());
    assertEquals(10, report.recordCount());
    assertEquals(1, repo.records().size());
    assertEquals(1, report.blobs().size());
    assertEquals(10, report.blobs().get(0).recordPaths().size(), "it is the blob of each of them");
    assertEquals(repo.records().values().iterator().next().length, report.recordBytes());
  }

  @Test
  void blobThatARecordUsesTwiceNamesItOnce() throws Exception {
    RepoBuilder repo = new RepoBuilder();
    repo.record("a.b.c/x", Map.of("images", List.of(BlobRefsTest.blob(BLOB_A), BlobRefsTest.blob(BLOB_A))));
    assertEquals(List.of("a.b.c/x"), check(repo.car()).blobs().get(0).recordPaths());
  }

  @Test
  void largeBlockThatIsSaidToBeManyRecordsIsNotLookedThroughForEach() throws Exception {
    List<Object> images = new ArrayList<>();
    for (int i = 0; i < 15_000; i++) {
      images.add(BlobRefsTest.blob(BLOB_A));
    }
    byte[] block = DagCbor.encode(Map.of("images", images));
    RepoBuilder many = new RepoBuilder();
    Cid cid = many.recordBlock("a.b.c/zzz", block);
    for (int i = 0; i < 2_000; i++) {
      many.tree().put("a.b.c/" + RepoBuilder.tid(i), cid);
    }
    RepoReport report = check(many.car());
    assertEquals(2_001, report.recordCount());
    assertTrue(report.blobs().get(0).recordPaths().size() < 1000);
  }

  @Test
  void orderDuplicatesAndUnrelatedBlocksDoNotMatter() throws Exception {
    RepoBuilder repo = small();
    byte[] commit = repo.commit();
    Map<Cid, byte[]> all = new LinkedHashMap<>(repo.records());
    all.putAll(repo.tree().nodes());
    all.put(Cid.ofBlock(commit), commit);
    RepoReport expected = check(repo.car(commit));
    List<Cid> order = new ArrayList<>(all.keySet());
    Random random = new Random(5);
    byte[] raw = {1, 2, 3};
    byte[] notCbor = {(byte) 0xff};
    for (int round = 0; round < 20; round++) {
      java.util.Collections.shuffle(order, random);
      CarBuilder car = CarBuilder.rooted(Cid.ofBlock(commit));
      for (Cid cid : order) {
        car.block(cid, all.get(cid));
      }
      assertEquals(expected, check(car.toByteArray()));
      car.block(order.get(0), all.get(order.get(0)));
      car.block(Cid.of(Cid.RAW, Sha256.hash(raw)), raw).block(Cid.ofBlock(notCbor), notCbor);
      byte[] blob = DagCbor.encode(BlobRefsTest.blob(Cid.of(Cid.RAW, new byte[32])));
      car.block(Cid.ofBlock(blob), blob);
      RepoReport report = check(car.toByteArray());
      assertEquals(3, report.unreferencedBlocks());
      assertEquals(expected.blockCount() + 3, report.blockCount());
      assertEquals(expected.blobs(), report.blobs(), "a blob of an unrelated block does not count");
      assertEquals(expected.recordCount(), report.recordCount());
    }
  }

  @Test
  void everyTruncationIsTold() {
    byte[] car = new RepoBuilder().posts(4).car();
    for (int length = 0; length < car.length; length++) {
      refused(ErrorCode.REPO_TRUNCATED, Arrays.copyOf(car, length));
    }
  }

  @Test
  void everyFlippedByteIsNoticed() {
    byte[] car = new RepoBuilder().posts(4).car();
    for (int i = 0; i < car.length; i++) {
      for (int mask : new int[] {1, 0x80, 0xff}) {
        byte[] flipped = car.clone();
        flipped[i] ^= (byte) mask;
        StreamingException e = assertThrows(StreamingException.class, () -> check(flipped), "byte " + i);
        assertTrue(e.code() == ErrorCode.REPO_CORRUPT || e.code() == ErrorCode.REPO_TRUNCATED, e.getMessage());
      }
    }
  }

  @Test
  void eachMissingBlockIsNamed() {
    RepoBuilder repo = new RepoBuilder().posts(20);
    byte[] commit = repo.commit();
    Map<Cid, byte[]> all = new LinkedHashMap<>(repo.records());
    all.putAll(repo.tree().nodes());
    all.put(Cid.ofBlock(commit), commit);
    for (Cid missing : all.keySet()) {
      Map<Cid, byte[]> rest = new LinkedHashMap<>(all);
      rest.remove(missing);
      StreamingException e =
          refused(ErrorCode.REPO_TRUNCATED, CarBuilder.rooted(Cid.ofBlock(commit)).blocks(rest).toByteArray());
      assertTrue(e.getMessage().contains(missing.toString()));
      assertEquals(repo.records().containsKey(missing), e.context().subject().startsWith("app.bsky.feed.post/"));
    }
  }

  @Test
  void repoOfAnotherAccountIsRefusedBeforeItsSignatureIsLookedAt() {
    byte[] car = new RepoBuilder().posts(3).commitField("did", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa").car();
    assertTrue(refused(ErrorCode.REPO_OF_ANOTHER_ACCOUNT, car).detail().contains("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"));
  }

  @Test
  void signaturesThatAreNotThisKeysAreRefused() {
    refused(ErrorCode.REPO_SIGNATURE_INVALID, new RepoBuilder().posts(3).signedBy(SigningKey.numbered(Curve.K256, 2)).car());
    refused(ErrorCode.REPO_SIGNATURE_INVALID, new RepoBuilder().posts(3).signedBy(SigningKey.numbered(Curve.P256, 1)).car());
    RepoBuilder repo = new RepoBuilder().posts(3);
    refused(ErrorCode.REPO_SIGNATURE_INVALID, repo.car(repo.commitWithHighS()));
    for (byte[] signature : new byte[][] {new byte[0], new byte[63], new byte[64], new byte[65], new byte[72]}) {
      refused(ErrorCode.REPO_SIGNATURE_INVALID, repo.car(withField(repo.commit(), "sig", signature)));
    }
    refused(ErrorCode.REPO_SIGNATURE_INVALID, repo.car(withField(repo.commit(), "rev", RepoBuilder.tid(7))));
  }

  @Test
  void commitsOfVersion2AndUnknownFieldsAreTaken() throws Exception {
    RepoReport old = check(new RepoBuilder().posts(3).commitField("version", 2L).withoutCommitField("rev").car());
    assertEquals(2, old.version());
    assertNull(old.rev());
    assertEquals(RepoBuilder.REV, check(new RepoBuilder().commitField("version", 2L).car()).rev());
    check(new RepoBuilder().commitField("prev", BLOB_A).car());
    check(new RepoBuilder().commitField("later", List.of(1L)).car());
  }

  @Test
  void commitsOfAnotherFormAreRefused() {
    RepoBuilder repo = new RepoBuilder();
    byte[] commit = repo.commit();
    for (byte[] broken : new byte[][] {
      withField(commit, "version", 4L), withField(commit, "version", "3"), withField(commit, "did", 1L),
      withField(commit, "data", null), withField(commit, "data", "x"), withField(commit, "sig", "x"),
      withField(commit, "rev", "today"), withField(commit, "rev", null), withField(commit, "prev", "x"),
      withField(commit, "more", "x".repeat(20_000)),
      new RepoBuilder().withoutCommitField("prev").commit(), new RepoBuilder().withoutCommitField("rev").commit(),
      DagCbor.encode(List.of()), new byte[] {(byte) 0xff}, new byte[0], Arrays.copyOf(commit, commit.length + 1),
    }) {
      refused(ErrorCode.REPO_CORRUPT, repo.car(broken));
    }
  }

  @Test
  void recordThatIsNotCanonicalIsNamed() {
    for (String hex : new String[] {"1817", "fb3ff0000000000000", "a2616200616100", "61ff", "0000", "", "81"}) {
      RepoBuilder repo = new RepoBuilder().posts(3);
      repo.recordBlock("com.example.record/bad", portage.crypto.Vectors.hex(hex));
      StreamingException e = refused(ErrorCode.REPO_CORRUPT, repo.car());
      assertEquals("com.example.record/bad", e.context().subject());
      assertTrue(e.context().offsetBytes() > 0);
    }
  }

  @Test
  void recordOfRawBytesIsRefused() {
    RepoBuilder repo = new RepoBuilder();
    byte[] raw = DagCbor.encode("text");
    Cid cid = Cid.of(Cid.RAW, Sha256.hash(raw));
    repo.tree().put("a.b/c", cid);
    byte[] commit = repo.commit();
    Cid root = Cid.ofBlock(commit);
    refused(ErrorCode.REPO_CORRUPT,
        CarBuilder.rooted(root).block(root, commit).blocks(repo.tree().nodes()).block(cid, raw).toByteArray());
  }

  @Test
  void deeplyNestedRecordIsRefusedWithoutHarm() {
    byte[] nested = new byte[1_000_000];
    Arrays.fill(nested, (byte) 0x81);
    RepoBuilder repo = new RepoBuilder();
    repo.recordBlock("a.b/c", nested);
    refused(ErrorCode.REPO_CORRUPT, repo.car());
  }

  @Test
  void copyThatIsNotWhatWentByIsAStorageFault() throws Exception {
    byte[] car = new RepoBuilder().posts(40).car();
    RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new BouncySignatures());
    check.push(car, 0, car.length);
    byte[] kept = car.clone();
    Arrays.fill(kept, 100, kept.length, (byte) 0);
    StreamingException e = assertThrows(StreamingException.class, () -> check.finish(new MemoryItem("repo.car", kept)));
    assertEquals(ErrorCode.STORAGE_FAILED, e.code());
  }

  @Test
  void progressComesInStepsAndMayEndTheWalk() throws Exception {
    byte[] car = new RepoBuilder().posts(1000).car();
    RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new BouncySignatures());
    check.push(car, 0, car.length);
    assertEquals(car.length, check.sizeBytes());
    List<Integer> steps = new ArrayList<>();
    check.finish(new MemoryItem("repo.car", car), steps::add);
    assertEquals(List.of(256, 512, 768, 1000), steps);
    RepoCheck other = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new BouncySignatures());
    other.push(car, 0, car.length);
    assertThrows(CancelledException.class, () -> other.finish(new MemoryItem("repo.car", car), records -> {
      throw new CancelledException("check repo");
    }));
  }

  @Test
  void rootThatIsARecordOrMissingIsRefused() {
    RepoBuilder repo = new RepoBuilder();
    Cid record = repo.record("a.b/c", Map.of("x", 1L));
    byte[] commit = repo.commit();
    Map<Cid, byte[]> all = new LinkedHashMap<>(repo.records());
    all.putAll(repo.tree().nodes());
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.rooted(record).blocks(all).toByteArray());
    refused(ErrorCode.REPO_TRUNCATED, CarBuilder.rooted(Cid.ofBlock(commit)).blocks(all).toByteArray());
    refused(ErrorCode.REPO_TRUNCATED, CarBuilder.rooted(BLOB_A).blocks(all).toByteArray());
    assertFalse(all.isEmpty());
  }

  /** The commit with one field changed, its signature as it was. */
  private static byte[] withField(byte[] commit, String name, Object value) {
    try {
      Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) DagCbor.decode(commit));
      fields.put(name, value);
      return DagCbor.encode(fields);
    } catch (portage.ipld.MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
