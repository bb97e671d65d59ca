package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portage.atproto.Account;
import portage.atproto.AccountStatus;
import portage.atproto.Did;
import portage.atproto.DidCredentials;
import portage.atproto.NewAccount;
import portage.atproto.PlcData;
import portage.atproto.ServerDescription;
import portage.atproto.UploadDay;
import portage.atproto.UploadQuota;
import portage.atproto.XrpcException;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.jvm.FakeClock;
import portage.jvm.MemoryJournal;
import portage.metrics.MetricsCollector;
import portage.migration.BlobProblem;
import portage.migration.BlobProgress;
import portage.migration.Fact;
import portage.migration.GateReport;
import portage.migration.IdentityChange;
import portage.migration.LostMove;
import portage.migration.Migration;
import portage.migration.LateWrite;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.PreferencesOutcome;
import portage.migration.RepoSummary;
import portage.migration.SourceAccess;
import portage.migration.Verification;
import portage.net.Origin;
import portage.stream.CancelSignal;
import portage.transfer.TransferProfile;

/** The screens as blocks: what the person is told, what never, and no number that nobody counted. */
class ScreensTest {
  private static final String SECRET = "hunter2-hunter2";
  private static final Frame FRAME = new Frame(new SiteInfo("dns.example", "plc.example", "WebAssembly", "memory"));
  private static final SetupScreens SETUP = new SetupScreens(FRAME);
  private static final MoveScreens MOVE = new MoveScreens(FRAME);
  private static final BlobScreens BLOBS = new BlobScreens(FRAME);
  private static final EndScreens END = new EndScreens(FRAME);
  private static final ForgetScreens FORGET = new ForgetScreens(FRAME);

  private static final Account SOURCE =
      new Account(
          new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "ana.source.example", origin("https://source.example"),
          origin("https://entryway.example"), SigningKey.numbered(Curve.K256, 1).didKey());
  private static final MigrationPlan PLAN =
      new MigrationPlan(SOURCE, origin("https://target.example"), "did:web:target.example", "ana.target.example");
  private static final RepoSummary REPO =
      new RepoSummary("bafyroot", "3kabc", "bafydata", 4_500_000, 1_300, 1_234, 30);

  private static Origin origin(String text) {
    return Origin.parse(text, Origin.Loopback.REFUSED);
  }

  private static ServerDescription server(OptionalLong blobLimitBytes) {
    return new ServerDescription(
        "did:web:target.example", List.of(".target.example"), ServerDescription.InviteCode.REQUIRED,
        ServerDescription.PhoneVerification.REQUIRED, blobLimitBytes, "https://target.example/tos",
        "javascript:alert(1)", "help@target.example");
  }

  private static GateReport gate(List<BlobProblem> missing) {
    return new GateReport(
        PLAN, REPO, 1_234, 28, 45_678_901, missing, new Fact.PreferencesCopied(1, PreferencesOutcome.COPIED, 7),
        List.of(
            new IdentityChange(
                IdentityChange.Subject.PDS, "", IdentityChange.Kind.CHANGED, "https://source.example",
                "https://target.example"),
            new IdentityChange(
                IdentityChange.Subject.OWN_ROTATION_KEY, "", IdentityChange.Kind.KEPT, "did:key:own", "did:key:own"),
            new IdentityChange(
                IdentityChange.Subject.OTHER_SERVICE, "atproto_labeler", IdentityChange.Kind.KEPT, "https://l.example",
                "https://l.example")));
  }

  private static StreamingException problem(ErrorCode code) {
    return new StreamingException(code, ErrorContext.of("work").at("target.example"), "a detail");
  }

  private static MigrationState state(Fact... facts) {
    List<Fact> all = new ArrayList<>(List.of(new Fact.Planned(1, PLAN)));
    all.addAll(List.of(facts));
    return MigrationState.of(all);
  }

  /** The counts of a migration that has not moved a blob. */
  private static BlobProgress noBlobs() {
    Migration.Surroundings around =
        new Migration.Surroundings(
            null, null, null, null, null, null, null, null, new MemoryJournal(), new FakeClock(0), null, null);
    return new Migration(
            around, state(), null, null, null, new MetricsCollector(new FakeClock(0), 1, () -> {}), new CancelSignal(), () -> {})
        .blobProgress();
  }

  private static View moving(MigrationState state, portage.migration.Step current, long receivedBytes) {
    return MOVE.moving(state, current, noBlobs(), metrics(receivedBytes).snapshot(), Standstill.NONE);
  }

  private static MetricsCollector metrics(long receivedBytes) {
    MetricsCollector metrics = new MetricsCollector(new FakeClock(0), 1, () -> {});
    metrics.received(receivedBytes);
    return metrics;
  }

  private static String text(View view) {
    return view.toJson().toString();
  }

  private static void says(View view, String wanted) {
    assertTrue(text(view).contains(wanted), "no “" + wanted + "” in " + text(view));
  }

  private static void saysNot(View view, String unwanted) {
    assertFalse(text(view).contains(unwanted), "“" + unwanted + "” in " + text(view));
  }

  private static <B extends Block> List<B> blocks(View view, Class<B> kind) {
    return view.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Map<String, String> facts(View view) {
    Map<String, String> facts = new LinkedHashMap<>();
    blocks(view, Block.Facts.class).forEach(block -> block.rows().forEach(row -> facts.put(row.label(), row.value())));
    return facts;
  }

  private static Block.Progress progress(View view, portage.migration.Step step) {
    return blocks(view, Block.Progress.class).stream()
        .filter(block -> block.id().equals(step.name())).findFirst().orElseThrow();
  }

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
        SETUP.welcome(List.of(), List.of(), null, problem, ErrorText.Phase.SETUP),
        SETUP.welcome(
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
        SETUP.lostMove(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET)),
        SETUP.lostMove(new LostMove.Found(PLAN, LostMove.Stand.ON_AT_BOTH)),
        SETUP.unreadable(problem(ErrorCode.JOURNAL_NEWER)));
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
    View plan = everyScreen().get(6);
    for (Text text : List.of(
        Text.PLAN_NOT_HEADING, Text.PLAN_NOT_CHAT, Text.PLAN_NOT_MUTES, Text.PLAN_NOT_APP_PASSWORDS,
        Text.PLAN_NOT_EMAIL)) {
      says(plan, text.toString());
    }
  }

  @Test void planShowsTheServersCountsAndNoSizeThatNobodyKnows() {
    View plan = everyScreen().get(6);
    Map<String, String> facts = facts(plan);
    assertEquals("1,234", facts.get(Text.FACT_RECORDS.toString()));
    assertEquals("30", facts.get(Text.FACT_BLOBS.toString()));
    assertEquals("1,300", facts.get(Text.FACT_BLOCKS.toString()));
    assertEquals(Text.SIZE_UNKNOWN.toString(), facts.get(Text.FACT_SIZE.toString()));
    assertEquals("100.0 MB", facts.get(Text.FACT_BLOB_LIMIT.toString()));
  }

  @Test void limitThatTheServerDoesNotTellIsNotInvented() {
    View details = everyScreen().get(4);
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

  @Test void everyBlobThatIsLeftHasItsReason() {
    for (ErrorCode code : ErrorCode.values()) {
      Text reason =
          switch (code) {
            case BLOB_MISSING_AT_SOURCE -> Text.LEFT_MISSING;
            case BLOB_CORRUPT -> Text.LEFT_CORRUPT;
            case TOO_LARGE -> Text.LEFT_TOO_LARGE;
            case STORAGE_FULL -> Text.LEFT_NO_ROOM;
            default -> Text.LEFT_REFUSED;
          };
      says(BLOBS.left(state(), List.of(new BlobProblem("bafkone", "path", -1, code))), "bafkone, used by path: " + reason);
    }
  }

  @Test void blobThatIsTooLargeIsNamedWithItsSizeBeforeItIsSent() {
    List<BlobProblem> large = List.of(new BlobProblem("bafkone", "path", 60_000_000, ErrorCode.TOO_LARGE));
    View view = BLOBS.tooLarge(state(), large);
    says(view, "bafkone, 60.0 MB, used by path: " + Text.LEFT_TOO_LARGE);
    says(view, Text.LARGE_LEAD.with("target.example"));
  }

  @Test void fullStorageOffersToGoOnWithoutCopies() {
    View view = BLOBS.storageFull(state());
    says(view, Text.ROOM_AGAIN.toString());
    says(view, Text.ROOM_GO_ON.toString());
    says(view, Text.ROOM_WITHOUT.toString());
  }

  @Test void codeRunsOutAQuarterOfAnHourAfterItWasAskedFor() {
    Block.Countdown countdown = blocks(MOVE.code(PLAN, null, 1_000, null), Block.Countdown.class).get(0);
    assertEquals(901_000, countdown.untilMillis());
    says(MOVE.code(PLAN, null, 1_000, null), Text.CODE_ADDRESS_UNKNOWN.toString());
    says(MOVE.code(PLAN, "ana@example.com", 1_000, null), "ana@example.com");
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

  @Test void whatLedBackToTheStartDoesNotClaimThatNothingWasChanged() {
    View view = SETUP.welcome(List.of(state()), List.of(), null, problem(ErrorCode.STORAGE_FAILED), ErrorText.Phase.UNKNOWN);
    says(view, ErrorText.Phase.UNKNOWN.meaning());
    saysNot(view, ErrorText.Phase.SETUP.meaning());
    says(EndOfPage.view(problem(ErrorCode.STORAGE_FAILED)), ErrorText.Phase.UNKNOWN.meaning());
  }

  @Test void moveThatPassedTheGateIsForgottenOnlyAfterAWarningAndATick() {
    MigrationState late = state(new Fact.Approved(2));
    View view = FORGET.forget(late, false);
    says(view, Text.FORGET_LATE_LEAD.toString());
    says(view, Text.FORGET_LATE.with("target.example", "source.example"));
    Field box = blocks(view, Block.Form.class).get(0).fields().get(0);
    assertEquals("", box.value(), "ticked by the page");
    assertEquals(
        Text.FORGET_LATE_MISSING.toString(),
        blocks(FORGET.forget(late, true), Block.Form.class).get(0).fields().get(0).error());
  }

  @Test void beforeAMoveIsLostItIsSaidWhatIsLost() {
    MigrationState early = state(new Fact.BlobMoved(3, "bafkone", 2_000));
    for (View view : List.of(FORGET.forget(early, false), FORGET.cancel(early))) {
      says(view, Text.FORGET_COPIES.counting(1));
      says(view, Text.FORGET_TARGET.with("target.example"));
      Block.Buttons buttons = blocks(view, Block.Buttons.class).get(0);
      assertEquals(Button.Style.PRIMARY, buttons.items().get(0).style());
      assertEquals(ForgetScreens.KEEP, buttons.items().get(0).action(), "the first button loses nothing");
      assertEquals(Button.Style.DANGER, buttons.items().get(1).style());
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

  @Test void moveThatPassedTheGateIsToBeFinished() {
    View before = SETUP.welcome(List.of(state()), List.of(), null, null, ErrorText.Phase.SETUP);
    says(before, SetupScreens.FORGET + SOURCE.did());
    View after = SETUP.welcome(
        List.of(state(new Fact.Done(2, portage.migration.Step.UPDATE_IDENTITY))), List.of(), null, null, ErrorText.Phase.SETUP);
    says(after, SetupScreens.RESUME + SOURCE.did());
    says(after, Text.WELCOME_RESUME_AFTER.toString());
  }

  @Test void moveThatIsOverIsToldOfAndNotOfferedAgain() {
    MigrationState over = state(
        new Fact.BlobsLeft(2, List.of(new BlobProblem("c", "p", 7, ErrorCode.BLOB_CORRUPT))),
        new Fact.Done(3, portage.migration.Step.VERIFY));
    UserAction typed = new UserAction("find", "welcome", Map.of("account", "ana"));
    View asked = SETUP.welcome(List.of(over), List.of(), null, null, ErrorText.Phase.SETUP);
    for (View view : List.of(asked, SETUP.searching(List.of(over), typed))) {
      says(view, Text.WELCOME_OVER.with(SOURCE.handleOrNull(), "target.example", PLAN.targetHandle()));
      says(view, Text.WELCOME_OVER_MISSING.counting(1));
      says(view, Text.DONE_NEXT_KEEP.with("source.example"));
      saysNot(view, Text.WELCOME_RESUME_HEADING.toString());
      saysNot(view, SetupScreens.RESUME);
      saysNot(view, SetupScreens.FORGET);
    }
  }

  @Test void halfMovedAccountThatIsLiveMayBeLeftSoAndAnotherMayNot() {
    View off = SETUP.lostMove(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET));
    says(off, Text.LOST_NOT_ON.with("target.example"));
    says(off, SetupScreens.FINISH_LOST);
    saysNot(off, SetupScreens.LEAVE_LOST);
    View both = SETUP.lostMove(new LostMove.Found(PLAN, LostMove.Stand.ON_AT_BOTH));
    says(both, Text.LOST_BOTH.with("target.example", "source.example"));
    says(both, SetupScreens.FINISH_LOST);
    says(both, SetupScreens.LEAVE_LOST);
    assertTrue(new LostMove.Found(PLAN, LostMove.Stand.NOT_ON_YET).state().isPastGate(), "no way back is offered");
  }

  @Test void notesThatCannotBeReadMayBeForgotten() {
    View view = SETUP.unreadable(problem(ErrorCode.JOURNAL_NEWER));
    says(view, "JOURNAL_NEWER");
    says(view, SetupScreens.FORGET_NOTES);
    saysNot(view, ErrorText.Phase.SETUP.meaning());
  }

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

  // ---- standing still ----------------------------------------------------------------------------------------------------

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

  @Test void planForetellsHowManyDaysTheUploadsTake() {
    saysNot(planFor(1_000, UploadDay.NONE), "days");
    says(planFor(2_500, UploadDay.NONE), "Many servers take only 1,000 pictures and videos a day");
    says(planFor(2_500, UploadDay.NONE), "takes about 3 days");
    says(planFor(410, new UploadDay(1, 640, 1000)), "target.example takes 1,000 pictures and videos a day");
    says(planFor(410, new UploadDay(1, 640, 1000)), "takes about 2 days");
  }

  private static View planFor(long blobs, UploadDay uploads) {
    AccountStatus there =
        new AccountStatus(
            AccountStatus.Activation.ACTIVE, AccountStatus.DidState.VALID, "bafyroot", "3kabc", 1_300, 1_234, blobs, blobs);
    return SETUP.plan(PLAN, PlanCounts.of(there, new SourceAccess.SignedIn(null)), server(OptionalLong.empty()), uploads, ProfileFormTest.suggested());
  }
}
