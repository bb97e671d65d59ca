package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.transfer.TransferProfile;

class MigrationStateTest {
  private static MigrationState state(Fact... facts) {
    return MigrationState.of(List.of(facts));
  }

  @Test void nothingIsKnownAtFirst() {
    MigrationState state = state();
    assertNull(state.plan());
    assertNull(state.repo());
    assertNull(state.preferences());
    assertNull(state.operationJson());
    assertEquals(0, state.codeRequestedAtMillis());
    assertEquals(0, state.movedBlobCount());
    assertEquals(List.of(), state.blobProblems());
    for (Step step : Step.values()) {
      assertFalse(state.isBegun(step) || state.isDone(step), step.name());
    }
    assertFalse(state.isFinished() || state.isPastGate() || state.areBlobsGivenUp());
  }

  @Test void begunIsNotDone() {
    MigrationState state = state(new Fact.Begun(1, Step.MOVE_REPO));
    assertTrue(state.isBegun(Step.MOVE_REPO));
    assertFalse(state.isDone(Step.MOVE_REPO));
    assertTrue(state(new Fact.Begun(1, Step.MOVE_REPO), new Fact.Done(2, Step.MOVE_REPO)).isDone(Step.MOVE_REPO));
  }

  @Test void failureUndoesNothing() {
    MigrationState state =
        state(new Fact.Done(1, Step.MOVE_REPO), new Fact.Failed(2, Step.MOVE_BLOBS, ErrorCode.STALLED));
    assertTrue(state.isDone(Step.MOVE_REPO));
    assertFalse(state.isBegun(Step.MOVE_BLOBS));
  }

  @Test void laterPlanAndRepoReplaceEarlierOnes() {
    MigrationPlan corrected =
        new MigrationPlan(Samples.plan().source(), Samples.plan().target(), "did:web:x", "other.example");
    MigrationState state =
        state(
            new Fact.Planned(1, Samples.plan()), new Fact.RepoChecked(2, Samples.repo("one")),
            new Fact.Planned(3, corrected), new Fact.RepoChecked(4, Samples.repo("two")));
    assertEquals(corrected, state.plan());
    assertEquals("two", state.repo().root());
  }

  @Test void piecesAreThoseOfTheRepoAtHand() {
    MigrationState state =
        state(
            new Fact.RepoChecked(1, Samples.repo("one")), new Fact.PieceBegun(2, "a", 100), new Fact.PieceLanded(3, 100),
            new Fact.PieceBegun(4, "b", 250), new Fact.PieceLanded(5, 250), new Fact.PieceLanded(6, 250),
            new Fact.PieceTooLarge(7, 9_000), new Fact.PieceTooLarge(7, 12_000), new Fact.PieceBegun(7, "c", 300));
    assertEquals(2, state.pieces().landedPieces());
    assertEquals(250, state.pieces().landedRecords());
    assertEquals(150, state.pieces().lastPieceRecords());
    assertEquals(100, state.pieces().recordsAt("a"));
    assertEquals(300, state.pieces().recordsAt("c"));
    assertEquals(0, state.pieces().recordsAt("elsewhere"));
    state.apply(new Fact.RepoChecked(8, Samples.repo("one")));
    assertTrue(state.pieces().isInUse(), "the same repo was checked once more");
    state.apply(new Fact.RepoChecked(9, Samples.repo("two")));
    assertFalse(state.pieces().isInUse());
    assertEquals(9_000, state.pieces().tooLargeBytes(), "the target is the same");
    assertEquals(0, state.pieces().landedRecords());
    assertTrue(state.isEarlierRoot("one"));
    assertFalse(state.isEarlierRoot("two"));
  }

  @Test void piecesThatWereRefusedMayBeTriedAgain() {
    MigrationState state =
        state(new Fact.RepoChecked(1, Samples.repo("one")), new Fact.PieceBegun(2, "a", 100), new Fact.PiecesRefused(3));
    assertFalse(state.pieces().isInUse());
    assertTrue(state.pieces().isRefused());
    assertEquals(100, state.pieces().recordsAt("a"), "it may have landed all the same");
    state.apply(new Fact.PieceBegun(4, "a", 100));
    assertTrue(state.pieces().isInUse());
  }

  @Test void blobMovedTwiceCountsOnce() {
    MigrationState state =
        state(new Fact.BlobMoved(1, "a", 10), new Fact.BlobMoved(2, "b", 5), new Fact.BlobMoved(3, "a", 10));
    assertEquals(2, state.movedBlobCount());
    assertEquals(15, state.movedBlobBytes());
  }

  @Test void laterProblemsReplaceEarlierOnesAndWantANewDecision() {
    List<BlobProblem> two = List.of(Samples.problem("a"), Samples.problem("b"));
    MigrationState state = state(new Fact.BlobsLeft(1, two), new Fact.BlobsGivenUp(2));
    assertEquals(two, state.blobProblems());
    assertTrue(state.areBlobsGivenUp());
    state.apply(new Fact.BlobsLeft(3, List.of(Samples.problem("c"))));
    assertEquals(List.of(Samples.problem("c")), state.blobProblems());
    assertFalse(state.areBlobsGivenUp(), "nobody agreed to go on without c");
    state.apply(new Fact.BlobsLeft(4, List.of()));
    assertEquals(List.of(), state.blobProblems());
  }

  @Test void droppedOperationIsGone() {
    MigrationState state = state(new Fact.OperationSigned(1, "{}"));
    assertEquals("{}", state.operationJson());
    state.apply(new Fact.OperationDropped(2));
    assertNull(state.operationJson());
    state.apply(new Fact.OperationSigned(3, "{\"n\":2}"));
    assertEquals("{\"n\":2}", state.operationJson());
  }

  @Test void newestCodeCounts() {
    assertEquals(9, state(new Fact.CodeRequested(5), new Fact.CodeRequested(9)).codeRequestedAtMillis());
  }

  @Test void gateIsPassedWithTheYesAndNotBefore() {
    MigrationState state =
        state(
            new Fact.OperationSigned(1, "{}"), new Fact.Done(2, Step.SIGN_IDENTITY),
            new Fact.Begun(3, Step.UPDATE_IDENTITY));
    assertFalse(state.isPastGate());
    state.apply(new Fact.Approved(4));
    assertTrue(state.isPastGate(), "from now on the directory may hold the operation");
    assertTrue(state(new Fact.Done(1, Step.UPDATE_IDENTITY)).isPastGate());
    assertFalse(state.isFinished());
  }

  @Test void identityThatWasFoundAtTheTargetIsBehindTheGateWhateverBecomesOfOperations() {
    MigrationState state = state(new Fact.IdentityFound(1), new Fact.OperationDropped(2));
    assertTrue(state.isPastGate());
  }

  @Test void codeThatWasUsedIsNotWaitedForUnlessItTurnsOutToBeLeft() {
    MigrationState state = state(new Fact.CodeRequested(5), new Fact.CodeUsed(9));
    assertEquals(0, state.codeRequestedAtMillis());
    state.apply(new Fact.CodeRequested(5));
    assertEquals(5, state.codeRequestedAtMillis());
  }

  @Test void repoIsKnownToHaveGrownUntilAnotherIsKept() {
    Fact.RepoGrown grown = new Fact.RepoGrown(2, "bafyone", "bafytwo", 300);
    MigrationState state = state(new Fact.RepoChecked(1, Samples.repo("bafyone")));
    assertNull(state.grown());
    state.apply(new Fact.RepoChecked(2, Samples.repo("bafytwo")));
    assertNull(state.grown());
    state.apply(grown);
    assertEquals(grown, state.grown());
    state.apply(new Fact.RepoChecked(3, Samples.repo("bafythree")));
    assertNull(state.grown());
  }

  @Test void yesToAnOperationThatWasDroppedCountsNoMore() {
    MigrationState state =
        state(new Fact.OperationSigned(1, "{}"), new Fact.Approved(2), new Fact.OperationDropped(3));
    assertFalse(state.isPastGate());
  }

  @Test void moveIsFinishedOnceItWasVerified() {
    MigrationState state = state(new Fact.Begun(1, Step.VERIFY));
    assertFalse(state.isFinished());
    state.apply(new Fact.Done(2, Step.VERIFY));
    assertTrue(state.isFinished());
  }

  @Test void everyPrefixOfAJournalIsAState() {
    List<Fact> facts = Samples.everyKind();
    for (int count = 0; count <= facts.size(); count++) {
      MigrationState replayed = MigrationState.of(facts.subList(0, count));
      MigrationState live = new MigrationState();
      facts.subList(0, count).forEach(live::apply);
      assertEquals(live.plan(), replayed.plan());
      assertEquals(live.movedBlobBytes(), replayed.movedBlobBytes());
      assertEquals(live.operationJson(), replayed.operationJson());
    }
  }

  @Test void profileIsTheOneThatWasChosen() {
    Fact planned = new Fact.Planned(1, Samples.plan());
    assertNull(MigrationState.of(List.of(planned)).profile());
    Fact chosen = new Fact.ProfileChosen(2, TransferProfile.MOBILE);
    assertEquals(TransferProfile.MOBILE, MigrationState.of(List.of(planned, chosen)).profile());
  }
}
