package portage.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryItem;

class RepoPiecesTest {
  private static final long ANY_BYTES = Long.MAX_VALUE;

  /** A repo, its records, and its kept CAR. */
  private record Repo(Map<String, Cid> records, Cid root, byte[] commit, byte[] car) {
    RepoPieces pieces() throws StreamingException {
      return new RepoPieces(KeptRepo.open(new MemoryItem("car", car)), root);
    }

    /** Top of the tree of the first records, built from nothing. */
    Cid tree(long count) {
      MstBuilder tree = new MstBuilder();
      records.entrySet().stream().limit(count).forEach(entry -> tree.put(entry.getKey(), entry.getValue()));
      return tree.root();
    }
  }

  private static Repo repo(Random random, int count) {
    RepoBuilder builder = new RepoBuilder();
    Map<String, Cid> records = new TreeMap<>();
    String[] collections = {"app.bsky.feed.like/", "app.bsky.feed.post/", "a.b.c/", "app.bsky.graph.follow/"};
    while (records.size() < count) {
      String path = collections[random.nextInt(4)] + RepoBuilder.tid(random.nextInt(1_000_000));
      // Some records are the same as others.
      String text = random.nextInt(8) == 0 ? "same" : "text " + records.size();
      records.put(path, builder.record(path, Map.of("text", text, "pad", "x".repeat(random.nextInt(90)))));
    }
    byte[] commit = builder.commit();
    return new Repo(records, Cid.ofBlock(commit), commit, builder.car(commit));
  }

  private static void sendsWhole(Repo repo, PieceServer server, RepoPrefix from, Random random, int most)
      throws Exception {
    RepoPieces pieces = repo.pieces();
    RepoPrefix at = from;
    String rev = "";
    while (!at.isWhole()) {
      RepoPiece piece = pieces.next(at, 1 + random.nextInt(most), ANY_BYTES);
      assertEquals(at.records(), piece.fromRecords());
      assertEquals(piece.end().records() - at.records(), piece.records());
      at = piece.end();
      Commit commit = server.take(piece.car());
      assertEquals(at.root(), server.head());
      assertEquals(at.records(), server.records().size());
      assertEquals(repo.tree(at.records()), commit.dataRoot(), "another tree than that of " + at.records());
      assertTrue(commit.rev().compareTo(rev) > 0, commit.rev() + " after " + rev);
      rev = commit.rev();
      assertEquals(at.root(), pieces.prefix(at.records()).root(), "not the same when found again");
    }
    assertEquals(repo.root(), server.head());
    assertEquals(repo.records(), server.records());
  }

  @Test void anyReposInAnyPiecesArriveAsTheyAre() throws Exception {
    for (int seed = 0; seed < 80; seed++) {
      Random random = new Random(seed);
      Repo repo = repo(random, 1 + random.nextInt(seed % 3 == 0 ? 12 : 300));
      sendsWhole(repo, new PieceServer(), repo.pieces().start(), random, seed % 4 == 0 ? 1 : 50);
    }
  }

  @Test void everyCutOfARepoIsARepo() throws Exception {
    Repo repo = repo(new Random(99), 120);
    RepoPieces pieces = repo.pieces();
    for (int cut = 1; cut < 120; cut++) {
      PieceServer server = new PieceServer();
      RepoPiece first = pieces.next(pieces.start(), cut, ANY_BYTES);
      assertEquals(cut, first.end().records());
      assertFalse(first.end().isWhole());
      server.take(first.car());
      RepoPiece rest = pieces.next(first.end(), 1_000, ANY_BYTES);
      assertTrue(rest.end().isWhole());
      server.take(rest.car());
      assertEquals(repo.root(), server.head());
    }
  }

  @Test void onePieceIsTheWholeRepoWithItsOwnCommit() throws Exception {
    Repo repo = repo(new Random(7), 50);
    RepoPieces pieces = repo.pieces();
    for (int most : new int[] {50, 51, Integer.MAX_VALUE}) {
      RepoPiece piece = pieces.next(pieces.start(), most, ANY_BYTES);
      assertTrue(piece.end().isWhole());
      assertEquals(50, piece.records());
      RepoCheck check = new RepoCheck(RepoBuilder.DID, RepoBuilder.KEY.didKey(), new portage.jvm.BouncySignatures());
      check.push(piece.car(), 0, piece.car().length);
      RepoReport report = check.finish(new MemoryItem("piece", piece.car()));
      assertEquals(repo.root(), report.root());
      assertEquals(0, report.unreferencedBlocks());
    }
  }

  @Test void onlyTheEdgeIsSentAgain() throws Exception {
    Repo repo = repo(new Random(3), 3_000);
    RepoPieces pieces = repo.pieces();
    PieceServer server = new PieceServer();
    int cuts = 0;
    for (RepoPrefix at = pieces.start(); !at.isWhole(); cuts++) {
      RepoPiece piece = pieces.next(at, 100, ANY_BYTES);
      server.take(piece.car());
      at = piece.end();
    }
    PieceServer whole = new PieceServer();
    whole.take(pieces.next(pieces.start(), 3_000, ANY_BYTES).car());
    long more = server.nodesTaken() - whole.nodesTaken();
    assertEquals(30, cuts);
    assertTrue(more <= cuts * 8L, more + " nodes more for " + cuts + " pieces");
  }

  @Test void pieceGoesOnTopOfAnyLongerPrefixToo() throws Exception {
    // An import that was given up for lost may still land before the piece that was sent in its stead.
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      Repo repo = repo(random, 150);
      RepoPieces pieces = repo.pieces();
      RepoPrefix base = pieces.prefix(random.nextInt(100));
      PieceServer server = new PieceServer();
      if (base.records() > 0) {
        server.take(pieces.next(pieces.start(), base.records(), ANY_BYTES).car());
      }
      RepoPiece late = pieces.next(base, 1 + random.nextInt(40), ANY_BYTES);
      RepoPiece instead = pieces.next(base, 1 + random.nextInt(40), ANY_BYTES);
      server.take(late.car());
      server.takeOnAnother(instead.car());
      assertEquals(instead.end().root(), server.head());
    }
  }

  @Test void bytesLimitAPieceToo() throws Exception {
    Repo repo = repo(new Random(11), 400);
    RepoPieces pieces = repo.pieces();
    int cuts = 0;
    for (RepoPrefix at = pieces.start(); !at.isWhole(); cuts++) {
      RepoPiece piece = pieces.next(at, 1_000, 4_000);
      assertTrue(piece.car().length < 4_000 + 4_000, piece.car().length + " bytes");
      assertTrue(piece.records() >= 1);
      at = piece.end();
    }
    assertTrue(cuts > 5, cuts + " pieces");
    // However small the limit, a piece brings a record.
    assertEquals(1, pieces.next(pieces.start(), 1_000, 1).records());
  }

  @Test void madeUpCommitNamesTheAccountAndHasNoSignature() throws Exception {
    Repo repo = repo(new Random(2), 30);
    RepoPieces pieces = repo.pieces();
    Commit commit = new PieceServer().take(pieces.next(pieces.start(), 10, ANY_BYTES).car());
    assertEquals(RepoBuilder.DID, commit.did());
    assertEquals(3, commit.version());
    assertNull(commit.prev());
    assertArrayEquals(new byte[64], commit.signature());
    assertTrue(commit.rev().compareTo(RepoBuilder.REV) < 0, commit.rev());
    PieceServer server = new PieceServer();
    Commit last = server.take(pieces.next(pieces.start(), 30, ANY_BYTES).car());
    assertEquals(Commit.decode(repo.commit()), last);
  }

  @Test void prefixBeyondTheEndIsTheWholeRepo() throws Exception {
    Repo repo = repo(new Random(4), 20);
    assertTrue(repo.pieces().prefix(20).isWhole());
    assertEquals(repo.root(), repo.pieces().prefix(1_000_000).root());
    assertNull(repo.pieces().prefix(0).root());
  }

  @Test void keptCopyThatIsDamagedIsTold() throws Exception {
    Repo repo = repo(new Random(6), 40);
    byte[] damaged = repo.car().clone();
    damaged[damaged.length / 2] ^= 1;
    StreamingException e =
        assertThrows(StreamingException.class, () -> KeptRepo.open(new MemoryItem("car", damaged)));
    assertEquals(ErrorCode.REPO_CORRUPT, e.code());
    // Damaged after it was opened.
    byte[] later = repo.car().clone();
    RepoPieces pieces = new RepoPieces(KeptRepo.open(new MemoryItem("car", later)), repo.root());
    for (int i = 600; i < later.length; i += 50) {
      later[i] ^= 1;
    }
    e = assertThrows(StreamingException.class, () -> pieces.next(pieces.start(), 40, ANY_BYTES));
    assertEquals(ErrorCode.STORAGE_FAILED, e.code());
  }

  @Test void repoOfTheFirstVersionsIsCutAsWell() throws Exception {
    RepoBuilder builder = new RepoBuilder().posts(40).commitField("version", 2L).withoutCommitField("rev");
    byte[] commit = builder.commit();
    RepoPieces pieces =
        new RepoPieces(KeptRepo.open(new MemoryItem("car", builder.car(commit))), Cid.ofBlock(commit));
    Commit made = new PieceServer().take(pieces.next(pieces.start(), 10, ANY_BYTES).car());
    assertTrue(Tid.isValid(made.rev()), made.rev());
    assertEquals(Cid.ofBlock(commit), pieces.prefix(40).root());
  }

  @Test void revsOfPiecesCountDown() {
    assertEquals("2222222222222", Tid.earlier("2222222222222", 1));
    assertEquals("2222222222223", Tid.earlier("2222222222224", 1));
    assertEquals("222222222222z", Tid.earlier("2222222222232", 1));
    assertEquals("3jqfcqzm3fo2j", Tid.earlier("3jqfcqzm3fo2j", 0));
    assertEquals("jzzzzzzzzzzzy", Tid.earlier("jzzzzzzzzzzzz", 1));
    assertTrue(Tid.isValid(Tid.earlier("3jqfcqzm3fo2j", 1L << 32)));
  }
}
