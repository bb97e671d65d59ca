package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portage.page.ScreenSamples.END;
import static portage.page.ScreenSamples.REPO;
import static portage.page.ScreenSamples.facts;
import static portage.page.ScreenSamples.metrics;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.saysNot;
import static portage.page.ScreenSamples.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.metrics.MetricsCollector;
import portage.migration.Fact;
import portage.migration.LateWrite;
import portage.migration.MigrationState;
import portage.migration.Verification;

/** The last screens: what was moved, and what was seen of it from outside. */
class EndScreensTest {
  @Test void everythingThatWasSeenFromOutsideIsToldAsItWasSeen() {
    List<Verification.Finding> findings = new ArrayList<>();
    for (Verification.Check check : Verification.Check.values()) {
      findings.add(new Verification.Finding(check, Verification.Outcome.AS_IT_SHOULD_BE, "0"));
    }
    Map<String, String> good = facts(END.done(state(), metrics(0).snapshot(), new Verification(findings)));
    for (Verification.Check check : Verification.Check.values()) {
      assertTrue(good.containsKey(Text.valueOf("CHECK_" + check.name()).toString()), check.name());
    }
    assertEquals("0", good.get(Text.CHECK_NO_BLOB_MISSING.toString()));
    assertEquals(Text.OUTCOME_YES.toString(), good.get(Text.CHECK_HANDLE.toString()));

    Map<String, String> bad =
        facts(
            END.done(
                state(),
                metrics(0).snapshot(),
                new Verification(
                    List.of(
                        new Verification.Finding(Verification.Check.HANDLE, Verification.Outcome.NOT_YET, ""),
                        new Verification.Finding(Verification.Check.SAME_RECORDS, Verification.Outcome.NOT_YET, ""),
                        new Verification.Finding(Verification.Check.SOURCE_OFF, Verification.Outcome.UNANSWERED, ""),
                        new Verification.Finding(Verification.Check.TARGET_ACTIVE, Verification.Outcome.WRONG, "")))));
    assertEquals(Text.OUTCOME_NOT_YET.toString(), bad.get(Text.CHECK_HANDLE.toString()));
    assertEquals(Text.OUTCOME_MORE.toString(), bad.get(Text.CHECK_SAME_RECORDS.toString()));
    assertEquals(Text.OUTCOME_UNANSWERED.toString(), bad.get(Text.CHECK_SOURCE_OFF.toString()));
    assertEquals(Text.OUTCOME_NO.toString(), bad.get(Text.CHECK_TARGET_ACTIVE.toString()));
  }

  @Test void endNamesWhatStayedBehindWithItsWords() {
    List<LateWrite> writes =
        List.of(
            new LateWrite("app.bsky.feed.post/3kaaa", LateWrite.Kind.NEW, "good <b>morning</b>"),
            new LateWrite("app.bsky.actor.profile/self", LateWrite.Kind.CHANGED, ""),
            new LateWrite("app.bsky.feed.post/3kbbb", LateWrite.Kind.DELETED, "gone"));
    View view = END.done(state(), metrics(0).snapshot(), new Verification(List.of(), writes));
    says(view, Text.LATE_HEADING.with("source.example"));
    says(view, "new: app.bsky.feed.post/3kaaa: \u201cgood <b>morning</b>\u201d");
    says(view, "changed: app.bsky.actor.profile/self");
    says(view, Text.LATE_DELETED.with("app.bsky.feed.post/3kbbb"));
    saysNot(END.done(state(), metrics(0).snapshot(), new Verification(List.of())), Text.LATE_HEADING.with("source.example"));
  }

  @Test void endSaysWhatWasMovedAndWhichWay() {
    MetricsCollector counted = metrics(5);
    counted.wentLive();
    counted.wentStored();
    MigrationState state =
        state(new Fact.RepoChecked(2, REPO), new Fact.BlobMoved(3, "bafkone", 2_000), new Fact.BlobMoved(4, "bafktwo", 500));
    Map<String, String> told = facts(END.done(state, counted.snapshot(), new Verification(List.of())));
    assertEquals("2, 2.5 KB in all", told.get(Text.FACT_BLOBS.toString()));
    assertEquals(
        Text.TOTAL_RECORDS.with(Numbers.count(REPO.recordCount()), Numbers.bytes(REPO.sizeBytes())),
        told.get(Text.FACT_RECORDS.toString()));
    assertEquals("1 passed on while they arrived, 1 sent from the local copy", told.get(Text.FACT_PATH.toString()));
  }

  @Test void endOfAMoveWhoseNotesWereLostDoesNotCallWhatIsThereNothing() {
    Map<String, String> lost = facts(END.done(state(), metrics(0).snapshot(), new Verification(List.of())));
    assertFalse(lost.containsKey(Text.FACT_BLOBS.toString()));
    MigrationState without = state(new Fact.RepoChecked(2, REPO));
    Map<String, String> known = facts(END.done(without, metrics(0).snapshot(), new Verification(List.of())));
    assertEquals(Text.TOTAL_BLOBS.with("0", "0 bytes"), known.get(Text.FACT_BLOBS.toString()));
  }
}
