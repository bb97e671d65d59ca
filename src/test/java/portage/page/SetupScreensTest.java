package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portage.page.ScreenSamples.PLAN;
import static portage.page.ScreenSamples.SECRET;
import static portage.page.ScreenSamples.SETUP;
import static portage.page.ScreenSamples.SOURCE;
import static portage.page.ScreenSamples.blocks;
import static portage.page.ScreenSamples.facts;
import static portage.page.ScreenSamples.problem;
import static portage.page.ScreenSamples.says;
import static portage.page.ScreenSamples.saysNot;
import static portage.page.ScreenSamples.server;
import static portage.page.ScreenSamples.state;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.AccountStatus;
import portage.atproto.NewAccount;
import portage.atproto.ServerDescription;
import portage.atproto.UploadDay;
import portage.atproto.XrpcException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.migration.Fact;
import portage.migration.SourceAccess;

/** The screens before anything happens. */
class SetupScreensTest {
  @Test void linkThatIsNotFollowedHasNoLabelEither() {
    View view =
        SETUP.details(PLAN.target(), server(OptionalLong.empty()), NewAccountForm.suggesting("", ""), null);
    assertTrue(view.blocks().contains(new Block.Link(Text.LINK_TERMS.toString(), "https://target.example/tos")));
    saysNot(view, Text.LINK_PRIVACY.toString()); // its address is a script
  }

  @Test void correctedDetailsAreAskedForWithoutTheRefusedPassword() {
    NewAccount refused = new NewAccount("ana.target.example", "ana@example.com", SECRET, "target-invite");
    NewAccountForm form = NewAccountForm.suggesting(refused.handle(), refused.email());
    XrpcException problem =
        new XrpcException(
            ErrorCode.HANDLE_TAKEN, ErrorContext.of("com.atproto.server.createAccount").at("target.example"),
            new RecoveryStrategy.AskUser(RecoveryStrategy.Question.ACCOUNT_DETAILS), 400, "HandleNotAvailable", "com.atproto.server.createAccount",
            "Handle already taken");
    View view = SETUP.details(PLAN.target(), server(OptionalLong.empty()), form, problem);
    says(view, "HANDLE_TAKEN");
    says(view, "Handle already taken");
    says(view, "ana@example.com");
    saysNot(view, SECRET);
  }

  @Test void planSaysWhatDoesNotMove() {
    View plan = planAt(server(OptionalLong.of(100_000_000)), 30, UploadDay.NONE);
    for (Text text : List.of(
        Text.PLAN_NOT_HEADING, Text.PLAN_NOT_CHAT, Text.PLAN_NOT_MUTES, Text.PLAN_NOT_APP_PASSWORDS,
        Text.PLAN_NOT_EMAIL)) {
      says(plan, text.toString());
    }
  }

  @Test void planShowsTheServersCountsAndNoSizeThatNobodyKnows() {
    View plan = planAt(server(OptionalLong.of(100_000_000)), 30, UploadDay.NONE);
    Map<String, String> facts = facts(plan);
    assertEquals("1,234", facts.get(Text.FACT_RECORDS.toString()));
    assertEquals("30", facts.get(Text.FACT_BLOBS.toString()));
    assertEquals("1,300", facts.get(Text.FACT_BLOCKS.toString()));
    assertEquals(Text.SIZE_UNKNOWN.toString(), facts.get(Text.FACT_SIZE.toString()));
    assertEquals("100.0 MB", facts.get(Text.FACT_BLOB_LIMIT.toString()));
  }

  @Test void limitThatTheServerDoesNotTellIsNotInvented() {
    View details = SETUP.details(PLAN.target(), server(OptionalLong.empty()), NewAccountForm.suggesting("", ""), null);
    assertEquals(Text.BLOB_LIMIT_UNKNOWN.toString(), facts(details).get(Text.FACT_BLOB_LIMIT.toString()));
  }

  @Test void accountWithoutAHandleIsCalledByItsDid() {
    Account nameless = new Account(SOURCE.did(), null, SOURCE.pds(), SOURCE.signIn(), SOURCE.signingKey());
    View view = SETUP.sourceSignIn(nameless, false, null, ErrorText.Phase.SETUP);
    assertEquals(Text.FACT_NO_HANDLE.toString(), facts(view).get(Text.FACT_HANDLE.toString()));
    assertEquals(SOURCE.did().toString(), SetupScreens.nameOf(nameless));
  }

  @Test void signInCodeIsAskedForOnlyWhenTheServerWantsOne() {
    assertEquals(1, blocks(SETUP.sourceSignIn(SOURCE, false, null, ErrorText.Phase.SETUP), Block.Form.class).get(0).fields().size());
    assertEquals(2, blocks(SETUP.sourceSignIn(SOURCE, true, null, ErrorText.Phase.SETUP), Block.Form.class).get(0).fields().size());
  }

  @Test void problemAtASignInAfterAReloadIsToldWithHowFarTheMoveIs() {
    ErrorText.Phase after =
        ErrorText.Phase.of(state(new Fact.Approved(2), new Fact.Done(3, portage.migration.Step.UPDATE_IDENTITY)));
    StreamingException wrong = problem(ErrorCode.WRONG_PASSWORD);
    for (View view : List.of(
        SETUP.sourceSignIn(SOURCE, false, wrong, after),
        SETUP.target("target.example", wrong, after),
        SETUP.existing(PLAN.target(), Text.EXISTING_LEAD_RESUME, wrong, after))) {
      says(view, ErrorText.Phase.AFTER_GATE.meaning());
      saysNot(view, ErrorText.Phase.SETUP.meaning());
    }
  }

  @Test void planForetellsHowManyDaysTheUploadsTake() {
    saysNot(planFor(1_000, UploadDay.NONE), "days");
    says(planFor(2_500, UploadDay.NONE), "Many servers take only 1,000 pictures and videos a day");
    says(planFor(2_500, UploadDay.NONE), "takes about 3 days");
    says(planFor(410, new UploadDay(1, 640, 1000)), "target.example takes 1,000 pictures and videos a day");
    says(planFor(410, new UploadDay(1, 640, 1000)), "takes about 2 days");
  }

  private static View planFor(long blobs, UploadDay uploads) {
    return planAt(server(OptionalLong.empty()), blobs, uploads);
  }

  private static View planAt(ServerDescription target, long blobs, UploadDay uploads) {
    AccountStatus there =
        new AccountStatus(
            AccountStatus.Activation.ACTIVE, AccountStatus.DidState.VALID, "bafyroot", "3kabc", 1_300, 1_234, blobs, blobs);
    return SETUP.plan(PLAN, PlanCounts.of(there, new SourceAccess.SignedIn(null)), target, uploads, ProfileFormTest.suggested());
  }
}
