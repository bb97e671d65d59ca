package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portage.page.ScreenSamples.BLOBS;
import static portage.page.ScreenSamples.END;
import static portage.page.ScreenSamples.MOVE;
import static portage.page.ScreenSamples.PLAN;
import static portage.page.ScreenSamples.REPO;
import static portage.page.ScreenSamples.blocks;
import static portage.page.ScreenSamples.facts;
import static portage.page.ScreenSamples.gate;
import static portage.page.ScreenSamples.metrics;
import static portage.page.ScreenSamples.moving;
import static portage.page.ScreenSamples.noBlobs;
import static portage.page.ScreenSamples.problem;
import static portage.page.ScreenSamples.progress;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.saysNot;
import static portage.page.ScreenSamples.state;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portage.atproto.UploadDay;
import portage.atproto.UploadQuota;
import portage.error.ErrorCode;
import portage.migration.BlobProblem;
import portage.migration.Fact;
import portage.migration.MigrationState;
import portage.migration.Verification;
import portage.transfer.TransferProfile;

/** The screens while the account moves, and the gate. */
class MoveScreensTest {
  @Test void workWithoutANumberShowsNone() {
    View view = moving(state(), portage.migration.Step.MOVE_REPO, 0);
    Block.Progress repo = progress(view, portage.migration.Step.MOVE_REPO);
    assertEquals(Block.Progress.State.RUNNING, repo.state());
    assertEquals(OptionalLong.empty(), repo.total());
    assertEquals("", repo.detail());
    Block.Progress blobs = progress(view, portage.migration.Step.MOVE_BLOBS);
    assertEquals(Block.Progress.State.WAITING, blobs.state());
    assertEquals(OptionalLong.empty(), blobs.total());
    assertEquals("", blobs.detail());
  }

  @Test void repoInPiecesShowsWhatTheTargetHolds() {
    Fact checked = new Fact.RepoChecked(2, REPO);
    Block.Progress first =
        progress(
            moving(
                state(checked, new Fact.PieceBegun(3, "bafyone", 500)), portage.migration.Step.MOVE_REPO, 9_000_000),
            portage.migration.Step.MOVE_REPO);
    assertEquals(Text.REPO_PIECES.with("1", "0", "1,234"), first.detail());
    assertEquals(OptionalLong.of(1_234), first.total());
    assertEquals(0, first.done());
    Block.Progress second =
        progress(
            moving(
                state(
                    checked, new Fact.PieceBegun(3, "bafyone", 500), new Fact.PieceLanded(4, 500),
                    new Fact.PieceBegun(5, "bafytwo", 1_234)),
                portage.migration.Step.MOVE_REPO, 9_000_000),
            portage.migration.Step.MOVE_REPO);
    assertEquals(Text.REPO_PIECES.with("2", "500", "1,234"), second.detail());
    assertEquals(500, second.done());
    Block.Progress done =
        progress(
            moving(
                state(
                    checked, new Fact.PieceBegun(5, "bafytwo", 1_234), new Fact.PieceLanded(6, 1_234),
                    new Fact.Done(7, portage.migration.Step.MOVE_REPO)),
                portage.migration.Step.MOVE_BLOBS, 9_000_000),
            portage.migration.Step.MOVE_REPO);
    assertEquals(Text.REPO_DONE.counting(1234, "4.5 MB"), done.detail());
    assertEquals(OptionalLong.of(1), done.total());
  }

  @Test void repoBeingReadShowsWhatArrivedAndNoTotal() {
    Block.Progress repo =
        progress(moving(state(), portage.migration.Step.MOVE_REPO, 2_300_000), portage.migration.Step.MOVE_REPO);
    assertEquals(Text.REPO_READING.with("2.3 MB"), repo.detail());
    assertEquals(OptionalLong.empty(), repo.total());
    assertEquals(0, repo.done());
  }

  @Test void doneWorkShowsWhatWasCounted() {
    View view =
        moving(
            state(
                new Fact.RepoChecked(2, REPO), new Fact.Done(3, portage.migration.Step.MOVE_REPO),
                new Fact.BlobMoved(4, "a", 600), new Fact.BlobMoved(5, "b", 400),
                new Fact.BlobsLeft(6, List.of(new BlobProblem("c", "p", 7, ErrorCode.BLOB_CORRUPT))),
                new Fact.Done(7, portage.migration.Step.MOVE_BLOBS)),
            portage.migration.Step.COPY_PREFERENCES, 9);
    assertEquals(
        Text.REPO_DONE.counting(1234, "4.5 MB"), progress(view, portage.migration.Step.MOVE_REPO).detail());
    assertEquals(Text.BLOBS_DONE_LEFT.with("2", "1"), progress(view, portage.migration.Step.MOVE_BLOBS).detail());
    assertEquals(Block.Progress.State.DONE, progress(view, portage.migration.Step.MOVE_BLOBS).state());
  }

  @Test void moveCanBeCancelledOnlyBeforeTheGate() {
    assertEquals(1, blocks(moving(state(), portage.migration.Step.MOVE_BLOBS, 0), Block.Buttons.class).size());
    MigrationState said = state(new Fact.Approved(2));
    assertEquals(List.of(), blocks(moving(said, portage.migration.Step.UPDATE_IDENTITY, 0), Block.Buttons.class));
    saysNot(BLOBS.left(said, List.of()), Text.CANCEL.toString());
    saysNot(END.stopped(said, metrics(0).snapshot(), problem(ErrorCode.UNREACHABLE)), Text.CANCEL.toString());
    MigrationState after = state(new Fact.Done(2, portage.migration.Step.UPDATE_IDENTITY));
    View view = moving(after, portage.migration.Step.ACTIVATE, 0);
    assertEquals(List.of(), blocks(view, Block.Buttons.class));
    assertEquals(Text.MOVE_LEAD_AFTER.toString(), view.lead());
    saysNot(END.stopped(after, metrics(0).snapshot(), problem(ErrorCode.UNREACHABLE)), Text.CANCEL.toString());
    says(END.stopped(state(), metrics(0).snapshot(), problem(ErrorCode.UNREACHABLE)), Text.CANCEL.toString());
  }

  @Test void leavingWhileItWorksIsAskedAbout() {
    assertTrue(moving(state(), portage.migration.Step.MOVE_REPO, 0).busy());
    assertFalse(MOVE.gate(state(), gate(List.of()), List.of(), false).busy());
  }

  @Test void gateShowsEveryBlobThatDoesNotComeAlong() {
    List<BlobProblem> missing = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      missing.add(new BlobProblem("bafkmissing" + i, "app.bsky.feed.post/" + i, -1, ErrorCode.BLOB_MISSING_AT_SOURCE));
    }
    View view = MOVE.gate(state(), gate(missing), List.of(), false);
    says(view, Text.GATE_MISSING.counting(50));
    saysNot(view, Text.GATE_MISSING_NONE.toString());
    List<Block.Items> lists =
        blocks(view, Block.Items.class).stream().filter(list -> list.tone() == Block.Tone.WARNING).toList();
    assertEquals(1, lists.size());
    assertEquals(50, lists.get(0).items().size());
    for (BlobProblem problem : missing) {
      says(view, problem.cid() + ", used by " + problem.recordPath() + ": " + Text.LEFT_MISSING);
    }
  }

  @Test void gateSaysThatNothingIsMissingOnlyThen() {
    View view = MOVE.gate(state(), gate(List.of()), List.of(), false);
    says(view, Text.GATE_MISSING_NONE.toString());
    assertEquals(
        List.of(), blocks(view, Block.Items.class).stream().filter(list -> list.tone() == Block.Tone.WARNING).toList());
  }

  @Test void gateShowsCountsAndEveryChangeOfTheIdentity() {
    View view = MOVE.gate(state(), gate(List.of()), List.of(), false);
    assertEquals(Text.GATE_RECORDS.with("1,234"), facts(view).get(Text.FACT_RECORDS.toString()));
    assertEquals(Text.GATE_BLOBS_BYTES.with("28", "45.6 MB"), facts(view).get(Text.FACT_BLOBS.toString()));
    Block.Changes changes = blocks(view, Block.Changes.class).get(0);
    assertEquals(3, changes.rows().size());
    assertEquals(
        new Block.Changes.Row(
            Text.SUBJECT_PDS.toString(), "https://source.example", "https://target.example",
            Block.Changes.Change.CHANGED, Text.CHANGE_CHANGED.toString()),
        changes.rows().get(0));
    assertEquals(Text.SUBJECT_OTHER_SERVICE.with("atproto_labeler"), changes.rows().get(2).what());
  }

  @Test void gateWantsATickAndSaysSoWhenItIsMissing() {
    Field box = blocks(MOVE.gate(state(), gate(List.of()), List.of(), false), Block.Form.class).get(0).fields().get(0);
    assertEquals(Field.Type.CHECKBOX, box.type());
    assertEquals("", box.value());
    assertEquals("", box.error());
    Field missed = blocks(MOVE.gate(state(), gate(List.of()), List.of(), true), Block.Form.class).get(0).fields().get(0);
    assertEquals(Text.GATE_CONFIRM_MISSING.toString(), missed.error());
    assertEquals("", missed.value(), "ticked by the page");
  }

  @Test void codeRunsOutAQuarterOfAnHourAfterItWasAskedFor() {
    Block.Countdown countdown = blocks(MOVE.code(PLAN, null, 1_000, null), Block.Countdown.class).get(0);
    assertEquals(901_000, countdown.untilMillis());
    says(MOVE.code(PLAN, null, 1_000, null), Text.CODE_ADDRESS_UNKNOWN.toString());
    says(MOVE.code(PLAN, "ana@example.com", 1_000, null), "ana@example.com");
  }

  @Test void speedIsShownWhileMovingFromTheFirstByteOn() {
    assertEquals(0, blocks(moving(state(), portage.migration.Step.MOVE_REPO, 0), Block.Chart.class).size());
    assertEquals(1, blocks(moving(state(), portage.migration.Step.MOVE_REPO, 1), Block.Chart.class).size());
  }

  @Test void settingsOfTheMoveAreShownWithItsDetails() {
    MigrationState state = state(new Fact.ProfileChosen(2, TransferProfile.CONSTRAINED));
    for (View view : List.of(
        moving(state, portage.migration.Step.MOVE_REPO, 1),
        END.stopped(state, metrics(0).snapshot(), problem(ErrorCode.STALLED)),
        END.done(state, metrics(0).snapshot(), new Verification(List.of())))) {
      says(view, ProfileForm.words(TransferProfile.CONSTRAINED));
    }
  }

  private static View movingBlobs(Standstill standstill) {
    return MOVE.moving(
        state(new Fact.RepoChecked(2, REPO)), portage.migration.Step.MOVE_BLOBS, noBlobs(), metrics(0).snapshot(), standstill);
  }

  private static Standstill heldBack(UploadDay day, UploadQuota.Word word) {
    return new Standstill(
        false, "", new UploadQuota.Stand(day, true, word, 1, 1), "tomorrow at 09:40", "at 20:15");
  }

  @Test void lostNetworkAndAServerThatWantsToBeLeftAloneAreSaid() {
    says(movingBlobs(new Standstill(true, "at 12:05", UploadQuota.Stand.NOTHING, "", "")), Text.OFFLINE.toString());
    says(movingBlobs(new Standstill(false, "at 12:05", UploadQuota.Stand.NOTHING, "", "")), "goes on by itself at 12:05");
    saysNot(movingBlobs(Standstill.NONE), "by itself");
  }

  @Test void waitForAnotherDaySaysHowManyAndUntilWhen() {
    UploadDay told = new UploadDay(1, 640, 1000);
    UploadDay counted = new UploadDay(1, 640, 0);
    assertEquals(
        "640 of 1,000 today; the remaining 410 continue tomorrow at 09:40",
        heldBack(told, UploadQuota.Word.SERVER).waiting(410));
    assertEquals(
        "640 today; the remaining 410 should continue tomorrow at 09:40, and the next one is tried at 20:15",
        heldBack(counted, UploadQuota.Word.OWN_COUNT).waiting(410));
    assertEquals(
        "640 today, and the server takes no more for now; 410 remain, and the next one is tried at 20:15",
        heldBack(counted, UploadQuota.Word.NOBODY).waiting(410));
    says(movingBlobs(heldBack(told, UploadQuota.Word.SERVER)), "target.example takes only so many pictures and videos a day");
  }

  @Test void waitForAnotherDayLetsThePersonLeave() {
    assertTrue(movingBlobs(Standstill.NONE).busy());
    assertFalse(movingBlobs(heldBack(UploadDay.NONE, UploadQuota.Word.NOBODY)).busy());
    View fetching =
        MOVE.moving(
            state(new Fact.RepoChecked(2, REPO)), portage.migration.Step.MOVE_BLOBS, noBlobs(),
            metrics(5_000_000).snapshot(), heldBack(UploadDay.NONE, UploadQuota.Word.NOBODY));
    assertTrue(fetching.busy(), "what is fetched meanwhile would be interrupted");
  }
}
