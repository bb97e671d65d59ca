package portage.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.jvm.MemoryItem;
import portage.repo.KeptRepo;
import portage.repo.RepoBuilder;
import portage.repo.RepoPiece;
import portage.repo.RepoPieces;

class PieceSizeTest {
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final int RECORDS = 6_000;

  private static RepoPieces pieces;

  @BeforeAll static void build() throws StreamingException {
    RepoBuilder repo = new RepoBuilder().posts(RECORDS);
    byte[] commit = repo.commit();
    pieces = new RepoPieces(KeptRepo.open(new MemoryItem("car", repo.car(commit))), Cid.ofBlock(commit));
  }

  private static RepoPiece piece(long records) throws StreamingException {
    RepoPiece piece = pieces.next(pieces.start(), records, UNKNOWN);
    assertEquals(records, piece.records());
    return piece;
  }

  @Test void nextPieceTakesTwoSecondsIfItGoesOnLikeThat() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    assertEquals(5_000, size.records());
    size.took(piece(5_000), 2_500);
    assertEquals(4_000, size.records());
    size.took(piece(4_000), 1_600);
    assertEquals(5_000, size.records());
  }

  @Test void oneOddPieceChangesTheSizeByNoMoreThanTwice() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    size.took(piece(5_000), 600_000);
    assertEquals(2_500, size.records());
    size.took(piece(2_500), 0);
    assertEquals(5_000, size.records());
  }

  @Test void sizeStaysWithinItsBounds() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    for (int i = 0; i < 10; i++) {
      size.took(piece(Math.min(RECORDS, size.records())), 100_000);
    }
    assertEquals(2_000, size.records());
    size = new PieceSize(1_000_000, UNKNOWN);
    assertEquals(20_000, size.records());
  }

  @Test void shortPieceIsNoReasonToGrow() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    size.took(piece(10), 1);
    assertEquals(5_000, size.records());
  }

  @Test void whatIsTooLargeIsHalvedUntilItFits() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    for (long limit = 100_000; limit > 2_000; limit /= 3) {
      int tries = 0;
      while (true) {
        RepoPiece piece = pieces.next(pieces.start(), size.records(), size.bytes());
        if (piece.car().length <= limit) {
          break;
        }
        size.tooLarge(piece.car().length);
        assertTrue(++tries < 20, "still more than " + limit);
      }
    }
    for (int i = 0; i < 40; i++) {
      size.tooLarge(1_000);
    }
    assertEquals(1, size.bytes());
  }

  @Test void whatWasTooLargeBeforeAReloadIsNotTriedAgain() {
    assertEquals(10_000, new PieceSize(0, 20_000).bytes());
    assertEquals(new PieceSize(0, UNKNOWN).bytes(), new PieceSize(0, 1L << 40).bytes(), "more than ever is sent");
  }

  @Test void timeOutIsNotTriedAgainAndABrokenConnectionMayBe() throws Exception {
    PieceSize size = new PieceSize(0, UNKNOWN);
    size.tooSlow(piece(5_000));
    assertEquals(2_500, size.records());
    size.took(piece(2_500), 1);
    assertEquals(2_500, size.records());
    size = new PieceSize(0, UNKNOWN);
    size.broke(piece(5_000));
    assertEquals(2_500, size.records());
    size.took(piece(2_500), 1);
    assertEquals(5_000, size.records());
    size.tooSlow(piece(1));
    size.broke(piece(1));
    assertEquals(1, size.records());
  }
}
