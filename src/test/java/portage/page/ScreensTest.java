package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static portage.page.ScreenSamples.BLOBS;
import static portage.page.ScreenSamples.END;
import static portage.page.ScreenSamples.MOVE;
import static portage.page.ScreenSamples.PLAN;
import static portage.page.ScreenSamples.REPO;
import static portage.page.ScreenSamples.SECRET;
import static portage.page.ScreenSamples.SETUP;
import static portage.page.ScreenSamples.SOURCE;
import static portage.page.ScreenSamples.WELCOME;
import static portage.page.ScreenSamples.blocks;
import static portage.page.ScreenSamples.gate;
import static portage.page.ScreenSamples.metrics;
import static portage.page.ScreenSamples.moving;
import static portage.page.ScreenSamples.problem;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.saysNot;
import static portage.page.ScreenSamples.server;
import static portage.page.ScreenSamples.state;
import static portage.page.ScreenSamples.text;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portage.atproto.AccountStatus;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;
import portage.atproto.UploadDay;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.migration.BlobProblem;
import portage.migration.Fact;
import portage.migration.LostMove;
import portage.migration.MigrationState;
import portage.migration.SourceAccess;
import portage.migration.Verification;

/** Every screen: what the person is told, what never, and no number that nobody counted. */
class ScreensTest {
  private static List<View> everyScreen() {
    AccountStatus there =
        new AccountStatus(
            AccountStatus.Activation.ACTIVE, AccountStatus.DidState.VALID, "bafyroot", "3kabc", 1_300, 1_234, 30, 30);
    DidCredentials wanted =
        new DidCredentials(
            List.of(), List.of("at://ana.example"), Map.of("atproto", "did:key:zabc"),
            Map.of("atproto_pds", new PlcData.Service(PlcData.PDS_TYPE, "https://target.example")));
    List<BlobProblem> left = List.of(new BlobProblem("bafkone", "app.bsky.feed.post/3k", -1, ErrorCode.TOO_LARGE));
    StreamingException problem = problem(ErrorCode.REFUSED);
    return List.of(
        WELCOME.welcome(List.of(), List.of(), null, problem, ErrorText.Phase.SETUP),
        WELCOME.welcome(
            List.of(state()), List.of(), new UserAction("find", "welcome", Map.of("account", "ana")), null, ErrorText.Phase.SETUP),
        SETUP.sourceSignIn(SOURCE, true, problem, ErrorText.Phase.SETUP),
        SETUP.target("target.example", problem, ErrorText.Phase.SETUP),
        SETUP.details(PLAN.target(), server(OptionalLong.empty()), typedDetails(), problem),
        SETUP.existing(PLAN.target(), Text.EXISTING_LEAD, problem, ErrorText.Phase.SETUP),
        SETUP.plan(PLAN, PlanCounts.of(there, new SourceAccess.SignedIn(null)), server(OptionalLong.of(100_000_000)), UploadDay.NONE, ProfileFormTest.suggested()),
        moving(state(new Fact.RepoChecked(2, REPO)), portage.migration.Step.MOVE_BLOBS, 5),
        BLOBS.left(state(), left),
        BLOBS.tooLarge(state(), left),
        BLOBS.storageFull(state()),
        MOVE.code(PLAN, "ana@example.com", 1_000, problem),
        MOVE.gate(state(), gate(left), List.of(), true),
        MOVE.webDocument(PLAN, wanted, problem),
        END.done(state(new Fact.RepoChecked(2, REPO)), metrics(1).snapshot(), new Verification(List.of())),
        END.finished(PLAN),
        END.cancelled(state()),
        END.cancelled(MigrationState.of(List.of())),
        END.stopped(state(), metrics(0).snapshot(), problem),
        END.otherTab(),
        WELCOME.lostMove(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET)),
        WELCOME.lostMove(new LostMove.Found(PLAN, LostMove.Stand.ON_AT_BOTH)),
        WELCOME.unreadable(problem(ErrorCode.JOURNAL_NEWER)));
  }

  private static NewAccountForm typedDetails() {
    return NewAccountForm.of(
        new UserAction("submit", "details", Map.of("handle", "wrong", "email", "a@b", "password", SECRET)));
  }

  @Test void everyScreenComesBackFromItsMessage() {
    for (View view : everyScreen()) {
      assertEquals(view, View.parse(text(view)), view.screen());
    }
  }

  @Test void noScreenHasAnUnfilledPlaceOrANullInIt() {
    for (View view : everyScreen()) {
      saysNot(view, "{0}");
      saysNot(view, "{1}");
      saysNot(view, "{2}");
      saysNot(view, "null");
    }
  }

  @Test void everyScreenSaysWhereThePersonIsAndWhomThePageAsks() {
    for (View view : everyScreen()) {
      assertEquals(Frame.Part.values().length, view.steps().size(), view.screen());
      assertEquals(1, view.steps().stream().filter(step -> step.state() == Step.State.CURRENT).count());
      says(view, "dns.example");
      says(view, "plc.example");
    }
  }

  @Test void typedPasswordIsOnNoScreen() {
    for (View view : everyScreen()) {
      saysNot(view, SECRET);
      for (Block.Form form : blocks(view, Block.Form.class)) {
        for (Field field : form.fields()) {
          if (field.type() == Field.Type.PASSWORD || field.type() == Field.Type.CODE) {
            assertEquals("", field.value(), view.screen() + " fills in " + field.name());
          }
        }
      }
    }
  }

  @Test void everyFailureIsToldInThreeSentencesAndWithItsPhase() {
    for (ErrorCode code : ErrorCode.values()) {
      View before = END.stopped(state(), metrics(0).snapshot(), problem(code));
      Block.Problem told = blocks(before, Block.Problem.class).get(0);
      assertEquals(code.name(), told.code());
      assertEquals(ErrorText.of(code).meaning(ErrorText.Phase.BEFORE_GATE), told.meaning());
      View said = END.stopped(state(new Fact.Approved(2)), metrics(0).snapshot(), problem(code));
      assertEquals(ErrorText.of(code).meaning(ErrorText.Phase.AT_GATE), blocks(said, Block.Problem.class).get(0).meaning());
      View after = END.stopped(state(new Fact.Done(2, portage.migration.Step.UPDATE_IDENTITY)), metrics(0).snapshot(), problem(code));
      assertEquals(ErrorText.of(code).meaning(ErrorText.Phase.AFTER_GATE), blocks(after, Block.Problem.class).get(0).meaning());
    }
  }

  @Test void whereThereWasAWayBackItIsSaidThatThereIsNone() {
    List<BlobProblem> problems = List.of(new BlobProblem("bafkone", "path", 60_000_000, ErrorCode.TOO_LARGE));
    for (Fact fact : List.of(new Fact.Approved(2), new Fact.Done(2, portage.migration.Step.UPDATE_IDENTITY))) {
      for (View view : List.of(
          moving(state(fact), portage.migration.Step.ACTIVATE, 1),
          END.stopped(state(fact), metrics(0).snapshot(), problem(ErrorCode.STALLED)),
          BLOBS.left(state(fact), problems),
          BLOBS.tooLarge(state(fact), problems),
          BLOBS.storageFull(state(fact)))) {
        says(view, Text.ONLY_FORWARD.toString());
        saysNot(view, "\"action\":\"" + Dialogue.CANCEL + "\"");
      }
    }
    for (View view : List.of(
        moving(state(), portage.migration.Step.MOVE_REPO, 1),
        END.stopped(state(), metrics(0).snapshot(), problem(ErrorCode.STALLED)),
        BLOBS.left(state(), problems),
        BLOBS.tooLarge(state(), problems),
        BLOBS.storageFull(state()))) {
      says(view, "\"action\":\"" + Dialogue.CANCEL + "\"");
      saysNot(view, Text.ONLY_FORWARD.toString());
    }
  }
}
