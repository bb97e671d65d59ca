package portage.page;

import portage.atproto.Account;
import portage.atproto.AccountStatus;
import portage.atproto.RepoStatus;
import portage.atproto.ServerDescription;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.atproto.UploadDay;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.SourceAccess;
import portage.migration.TargetAccess;
import portage.net.Origin;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

/** Asks, screen by screen, for everything that a migration needs. Each screen can go back to the one before. */
final class Setup {
  /** Everything that was asked for. */
  record Ready(
      MigrationPlan plan,
      TransferProfile profile,
      SourceAccess source,
      TargetAccess access,
      ServerDescription targetDescription,
      StayingSignedIn.Wish wish) {}

  private final Dialogue dialogue;
  private final SetupScreens screens;
  private final Servers servers;
  private final ProfileChoice suggested;
  private final StayingSignedIn staying;
  private final RestoreDesk restoring;
  private final SignIn signIn;
  private final TargetSearch targets;
  private StayingSignedIn.Wish wish = StayingSignedIn.Wish.LEAVE;
  private ErrorText.Phase phase = ErrorText.Phase.SETUP;

  /**
   * @param suggested how much at once suits this device
   * @param repair for accounts that have moved already
   * @param restoring knows the backup that is restored, if one is
   */
  Setup(
      Dialogue dialogue,
      SetupScreens screens,
      Servers servers,
      ProfileChoice suggested,
      RepairJourney repair,
      StayingSignedIn staying,
      RestoreDesk restoring) {
    this.dialogue = dialogue;
    this.screens = screens;
    this.servers = servers;
    this.suggested = suggested;
    this.staying = staying;
    this.restoring = restoring;
    signIn = new SignIn(dialogue, servers);
    targets = new TargetSearch(dialogue, screens, servers, repair);
  }

  /** From the first sign-in to the accepted plan, or null when the person went back to where the account is chosen. */
  Ready begin(Account account) throws CancelledException, StreamingException {
    Session session = signInToSource(account, null);
    return session == null ? null : arrive(account, new SourceAccess.SignedIn(session));
  }

  /** The same for the backup that was chosen. */
  Ready restore() throws CancelledException, StreamingException {
    SourceAccess source = restoring.leave(() -> signInToSource(restoring.account(), null));
    return source == null ? null : arrive(restoring.account(), source);
  }

  /** The same for a restore that came past the gate, and of which this browser knows nothing but the backup. */
  Ready restoreLost(MigrationState lost) throws CancelledException, StreamingException {
    phase = ErrorText.Phase.of(lost);
    SourceAccess source = restoring.leaveLost(() -> signInToSource(lost.plan().source(), null));
    return source == null ? null : arriveAgain(lost, source);
  }

  private Ready arrive(Account account, SourceAccess source) throws CancelledException, StreamingException {
    String typed = "";
    while (true) {
      TargetSearch.Target target = targets.choose(account, source.sessionOrNull(), typed);
      if (target == null) {
        return null;
      }
      typed = target.origin().toString();
      TargetAccess access = enter(account, target, source);
      while (access != null) {
        MigrationPlan plan =
            new MigrationPlan(account, target.origin(), target.description().did(), handleOf(access, account));
        TransferProfile profile = accept(plan, source, target.description());
        if (profile != null) {
          return new Ready(plan, profile, source, access, target.description(), wish);
        }
        access = enter(account, target, source);
      }
    }
  }

  /** Both sign-ins again, for a migration that was begun before; null when the person went back. */
  Ready resume(MigrationState state) throws CancelledException, StreamingException {
    MigrationPlan plan = state.plan();
    phase = ErrorText.Phase.of(state);
    wish = StayingSignedIn.Wish.AS_BEFORE;
    SourceAccess source =
        state.backupOrNull() == null ? signedIn(plan) : restoring.again(state, () -> signInAgain(plan));
    return source == null ? null : arriveAgain(state, source);
  }

  private Ready arriveAgain(MigrationState state, SourceAccess source) throws CancelledException, StreamingException {
    MigrationPlan plan = state.plan();
    TargetSearch.Target target = targets.again(plan, phase);
    if (target == null) {
      return null;
    }
    TargetAccess access =
        target.account() == RepoStatus.NOT_THERE
            ? makeNew(plan.source(), target, source)
            : enterAgain(plan);
    if (access == null) {
      return null;
    }
    String handle = access instanceof TargetAccess.ToCreate toCreate ? toCreate.account().handle() : plan.targetHandle();
    return new Ready(
        new MigrationPlan(plan.source(), plan.target(), plan.targetDid(), handle),
        state.profile() == null ? suggested.preset().profile() : state.profile(),
        source,
        access,
        target.description(),
        wish);
  }

  private SourceAccess signedIn(MigrationPlan plan) throws CancelledException, StreamingException {
    Session session = signInAgain(plan);
    return session == null ? null : new SourceAccess.SignedIn(session);
  }

  /** By what was kept, or the password; null when the person went back. */
  private Session signInAgain(MigrationPlan plan) throws CancelledException, StreamingException {
    StayingSignedIn.Restored kept = restored(plan, StayingSignedIn.Side.SOURCE, plan.source().signIn());
    if (kept == null) {
      return null;
    }
    return kept.sessionOrNull() == null ? signInToSource(plan.source(), kept.refusalOrNull()) : kept.sessionOrNull();
  }

  /** Who has just said that nothing is to be kept is not signed in by what was. */
  private TargetAccess enterAgain(MigrationPlan plan) throws CancelledException, StreamingException {
    StayingSignedIn.Restored kept =
        wish == StayingSignedIn.Wish.LEAVE
            ? StayingSignedIn.Restored.NOTHING
            : restored(plan, StayingSignedIn.Side.TARGET, plan.target());
    if (kept == null) {
      return null;
    }
    return kept.sessionOrNull() == null
        ? signInToTarget(
            plan.source(), plan.target(), plan.targetHandle(), Text.EXISTING_LEAD_RESUME, kept.refusalOrNull())
        : new TargetAccess.SignedIn(kept.sessionOrNull());
  }

  /** What became of what was kept; null when the person did not want to wait for it. */
  private StayingSignedIn.Restored restored(MigrationPlan plan, StayingSignedIn.Side side, Origin server)
      throws StreamingException {
    if (!staying.isKept(plan.did(), side)) {
      return StayingSignedIn.Restored.NOTHING;
    }
    dialogue.show(screens.signingIn(server));
    return dialogue.waitFor(signal -> staying.restore(plan.did(), side, server, signal));
  }

  /** {@code refusalOrNull}: why what was kept did not do. */
  private Session signInToSource(Account account, StreamingException refusalOrNull) throws CancelledException {
    SignIn.Signed signed =
        signIn.at(
            account.signIn(),
            account.did(),
            account.handleOrNull(),
            SignIn.Demand.MAIN_PASSWORD,
            (codeAsked, problem) ->
                screens.sourceSignIn(
                    account, codeAsked, problem == null ? refusalOrNull : problem, phase, staying.box()));
    if (signed == null) {
      return null;
    }
    wish = StayingSignedIn.wishOf(signed.typed());
    return signed.session();
  }

  private TargetAccess enter(Account account, TargetSearch.Target target, SourceAccess source)
      throws CancelledException, StreamingException {
    if (target.account() == RepoStatus.NOT_THERE) {
      return makeNew(account, target, source);
    }
    String handle = targets.suggestion(account, source, target.description());
    return handle == null
        ? null
        : signInToTarget(account, target.origin(), handle, Text.EXISTING_LEAD, null);
  }

  private TargetAccess makeNew(Account account, TargetSearch.Target target, SourceAccess source)
      throws CancelledException, StreamingException {
    String handle = targets.suggestion(account, source, target.description());
    if (handle == null) {
      return null;
    }
    Session session = source.sessionOrNull();
    NewAccountForm form = NewAccountForm.suggesting(handle, session == null ? null : session.emailOrNull());
    do {
      UserAction action = dialogue.ask(screens.details(target.origin(), target.description(), form, null));
      if (isBack(action)) {
        return null;
      }
      form = NewAccountForm.of(action);
    } while (!form.isRight(target.description()));
    return new TargetAccess.ToCreate(form.account());
  }

  /** {@code refusalOrNull}: why what was kept did not do. */
  private TargetAccess signInToTarget(
      Account account, Origin target, String handleOrNull, Text lead, StreamingException refusalOrNull)
      throws CancelledException {
    SignIn.Signed signed =
        signIn.at(
            target,
            account.did(),
            handleOrNull,
            SignIn.Demand.MAIN_PASSWORD,
            (codeAsked, problem) -> screens.existing(target, lead, problem == null ? refusalOrNull : problem, phase));
    return signed == null ? null : new TargetAccess.SignedIn(signed.session());
  }

  /** How much is to be done at once; null when the person went back. */
  private TransferProfile accept(MigrationPlan plan, SourceAccess source, ServerDescription description)
      throws CancelledException, StreamingException {
    PlanCounts there = counts(plan, source);
    if (there == null) {
      return null;
    }
    UploadDay uploads = servers.uploadsTo(plan.target()).today();
    ProfileForm form = ProfileForm.suggesting(suggested);
    do {
      UserAction action = dialogue.ask(screens.plan(plan, there, description, uploads, form));
      if (isBack(action)) {
        return null;
      }
      form = ProfileForm.of(suggested, action);
    } while (!form.isRight());
    return form.profile();
  }

  /** What is to come along, as far as anybody says; null when the person did not want to wait for it. */
  private PlanCounts counts(MigrationPlan plan, SourceAccess source) throws StreamingException {
    if (source instanceof SourceAccess.ByKey byKey) {
      return PlanCounts.of(byKey);
    }
    AccountStatus status =
        dialogue.waitFor(
            signal -> servers.pds(plan.source().signIn(), signal).checkAccountStatus(source.sessionOrNull()));
    return status == null ? null : PlanCounts.of(status, source);
  }

  private static boolean isBack(UserAction action) {
    return action.action().equals(Dialogue.BACK);
  }

  private static String handleOf(TargetAccess access, Account account) {
    return access instanceof TargetAccess.ToCreate toCreate
        ? toCreate.account().handle()
        : ((TargetAccess.SignedIn) access).session().handle();
  }
}
