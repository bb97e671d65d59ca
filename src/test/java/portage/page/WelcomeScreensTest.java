package portage.page;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static portage.page.ScreenSamples.FORGET;
import static portage.page.ScreenSamples.PLAN;
import static portage.page.ScreenSamples.SETUP;
import static portage.page.ScreenSamples.SOURCE;
import static portage.page.ScreenSamples.WELCOME;
import static portage.page.ScreenSamples.problem;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.saysNot;
import static portage.page.ScreenSamples.state;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.migration.BlobProblem;
import portage.migration.Fact;
import portage.migration.LostMove;
import portage.migration.MigrationState;

/** The first screens, where something was begun before. */
class WelcomeScreensTest {
  @Test void whatLedBackToTheStartDoesNotClaimThatNothingWasChanged() {
    View view = WELCOME.welcome(List.of(state()), List.of(), null, problem(ErrorCode.STORAGE_FAILED), ErrorText.Phase.UNKNOWN);
    says(view, ErrorText.Phase.UNKNOWN.meaning());
    saysNot(view, ErrorText.Phase.SETUP.meaning());
    says(EndOfPage.view(problem(ErrorCode.STORAGE_FAILED)), ErrorText.Phase.UNKNOWN.meaning());
  }

  @Test void moveThatPassedTheGateIsToBeFinished() {
    View before = WELCOME.welcome(List.of(state()), List.of(), null, null, ErrorText.Phase.SETUP);
    says(before, WelcomeScreens.FORGET + SOURCE.did());
    View after = WELCOME.welcome(
        List.of(state(new Fact.Done(2, portage.migration.Step.UPDATE_IDENTITY))), List.of(), null, null, ErrorText.Phase.SETUP);
    says(after, WelcomeScreens.RESUME + SOURCE.did());
    says(after, Text.WELCOME_RESUME_AFTER.toString());
  }

  @Test void moveThatIsOverIsToldOfAndNotOfferedAgain() {
    MigrationState over = state(
        new Fact.BlobsLeft(2, List.of(new BlobProblem("c", "p", 7, ErrorCode.BLOB_CORRUPT))),
        new Fact.Done(3, portage.migration.Step.VERIFY));
    UserAction typed = new UserAction("find", "welcome", Map.of("account", "ana"));
    View asked = WELCOME.welcome(List.of(over), List.of(), null, null, ErrorText.Phase.SETUP);
    for (View view : List.of(asked, WELCOME.searching(List.of(over), typed))) {
      says(view, Text.WELCOME_OVER.with(SOURCE.handleOrNull(), "target.example", PLAN.targetHandle()));
      says(view, Text.WELCOME_OVER_MISSING.counting(1));
      says(view, Text.DONE_NEXT_KEEP.with("source.example"));
      saysNot(view, Text.WELCOME_RESUME_HEADING.toString());
      saysNot(view, WelcomeScreens.RESUME);
      saysNot(view, WelcomeScreens.FORGET);
    }
  }

  @Test void halfMovedAccountThatIsLiveMayBeLeftSoAndAnotherMayNot() {
    View off = WELCOME.lostMove(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET));
    says(off, Text.LOST_NOT_ON.with("target.example"));
    says(off, WelcomeScreens.FINISH_LOST);
    saysNot(off, WelcomeScreens.LEAVE_LOST);
    View both = WELCOME.lostMove(new LostMove.Found(PLAN, LostMove.Stand.ON_AT_BOTH));
    says(both, Text.LOST_BOTH.with("target.example", "source.example"));
    says(both, WelcomeScreens.FINISH_LOST);
    says(both, WelcomeScreens.LEAVE_LOST);
    assertTrue(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET).state().isPastGate(), "no way back is offered");
  }

  @Test void notesThatCannotBeReadMayBeForgotten() {
    View view = WELCOME.unreadable(problem(ErrorCode.JOURNAL_NEWER));
    says(view, "JOURNAL_NEWER");
    says(view, WelcomeScreens.FORGET_NOTES);
    saysNot(view, ErrorText.Phase.SETUP.meaning());
  }
}
