package portage.page;

import portage.atproto.Account;
import portage.atproto.AccountStatus;
import portage.atproto.PdsData;
import portage.atproto.RepoStatus;
import portage.atproto.ServerDescription;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.atproto.UploadDay;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;
import portage.migration.MigrationState;
import portage.migration.TargetAccess;
import portage.net.Origin;
import portage.stream.CancelSignal;
import portage.transfer.ProfileChoice;
import portage.transfer.TransferProfile;

/** Asks, screen by screen, for everything that a migration needs. Each screen can go back to the one before. */
final class Setup {
  /** Everything that was asked for. */
  record Ready(
      MigrationPlan plan,
      TransferProfile profile,
      Session sourceSession,
      TargetAccess access,
      ServerDescription targetDescription,
      StayingSignedIn.Wish wish) {}

  /** The server that the person chose, and what it says. */
  private record Target(Origin origin, ServerDescription description, RepoStatus account) {}

  private final Dialogue dialogue;
  private final SetupScreens screens;
  private final Servers servers;
  private final ProfileChoice suggested;
  private final RepairJourney repair;
  private final StayingSignedIn staying;
  private final SignIn signIn;
  private StayingSignedIn.Wish wish = StayingSignedIn.Wish.LEAVE;
  private ErrorText.Phase phase = ErrorText.Phase.SETUP;

  /**
   * @param suggested how much at once suits this device
   * @param repair for accounts that have moved already
   */
  Setup(
      Dialogue dialogue,
      SetupScreens screens,
      Servers servers,
      ProfileChoice suggested,
      RepairJourney repair,
      StayingSignedIn staying) {
    this.dialogue = dialogue;
    this.screens = screens;
    this.servers = servers;
    this.suggested = suggested;
    this.repair = repair;
    this.staying = staying;
    signIn = new SignIn(dialogue, servers);
  }

  /** From the first sign-in to the accepted plan, or null when the person went back to where the account is chosen. */
  Ready begin(Account account) throws CancelledException, StreamingException {
    Session session = signInToSource(account, null);
    if (session == null) {
      return null;
    }
    String typed = "";
    while (true) {
      Target target = chooseTarget(account, session, typed);
      if (target == null) {
        return null;
      }
      typed = target.origin().toString();
      TargetAccess access = enter(account, target, session);
      while (access != null) {
        MigrationPlan plan =
            new MigrationPlan(account, target.origin(), target.description().did(), handleOf(access, account));
        TransferProfile profile = accept(plan, session, target.description());
        if (profile != null) {
          return new Ready(plan, profile, session, access, target.description(), wish);
        }
        access = enter(account, target, session);
      }
    }
  }

  /** Both sign-ins again, for a migration that was begun before; null when the person went back. */
  Ready resume(MigrationState state) throws CancelledException, StreamingException {
    MigrationPlan plan = state.plan();
    phase = ErrorText.Phase.of(state);
    wish = StayingSignedIn.Wish.AS_BEFORE;
    StayingSignedIn.Restored kept = restored(plan, StayingSignedIn.Side.SOURCE, plan.source().signIn());
    if (kept == null) {
      return null;
    }
    Session session =
        kept.sessionOrNull() == null ? signInToSource(plan.source(), kept.refusalOrNull()) : kept.sessionOrNull();
    if (session == null) {
      return null;
    }
    Target target = lookAgain(plan);
    if (target == null) {
      return null;
    }
    TargetAccess access =
        target.account() == RepoStatus.NOT_THERE
            ? makeNew(plan.source(), target, session)
            : enterAgain(plan);
    if (access == null) {
      return null;
    }
    String handle = access instanceof TargetAccess.ToCreate toCreate ? toCreate.account().handle() : plan.targetHandle();
    return new Ready(
        new MigrationPlan(plan.source(), plan.target(), plan.targetDid(), handle),
        state.profile() == null ? suggested.preset().profile() : state.profile(),
        session,
        access,
        target.description(),
        wish);
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

  /** Asks the planned target until it answers; null when the person went back. */
  private Target lookAgain(MigrationPlan plan) throws CancelledException {
    while (true) {
      StreamingException problem;
      try {
        return dialogue.waitFor(signal -> look(plan.source(), plan.target(), signal));
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        problem = e;
      }
      if (isBack(dialogue.ask(screens.target(plan.target().toString(), problem, phase)))) {
        return null;
      }
    }
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

  private Target chooseTarget(Account account, Session session, String before)
      throws CancelledException, StreamingException {
    StreamingException problem = null;
    String typed = before;
    while (true) {
      UserAction action = dialogue.ask(screens.target(typed, problem, phase));
      if (isBack(action)) {
        return null;
      }
      if (action.action().equals(RepairScreens.REPAIR)) {
        repair.mend(account, session);
        servers.signOutAside(account.signIn(), session);
        return null;
      }
      typed = action.value("server").trim();
      Origin origin = servers.parse(typed);
      try {
        if (origin == null) {
          throw new StreamingException(ErrorCode.BAD_INPUT, ErrorContext.of("read address").about(typed), null);
        }
        Target target = dialogue.waitFor(signal -> look(account, origin, signal));
        if (target == null) {
          return null;
        }
        if (target.account() == RepoStatus.ACTIVE) {
          throw new StreamingException(
              ErrorCode.ALREADY_MOVED, ErrorContext.of("choose server").at(origin.host()), null);
        }
        return target;
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        problem = e;
      }
    }
  }

  private Target look(Account account, Origin origin, CancelSignal signal) throws StreamingException {
    if (origin.equals(account.pds()) || origin.equals(account.signIn())) {
      throw new StreamingException(ErrorCode.SAME_SERVER, ErrorContext.of("choose server").at(origin.host()), null);
    }
    ServerDescription description = servers.pds(origin, signal).describeServer();
    PdsData data = servers.data(origin, signal);
    return new Target(origin, description, data.getRepoStatus(account.did().toString()));
  }

  private TargetAccess enter(Account account, Target target, Session source)
      throws CancelledException, StreamingException {
    if (target.account() == RepoStatus.NOT_THERE) {
      return makeNew(account, target, source);
    }
    String handle = suggestion(account, target.description());
    return handle == null
        ? null
        : signInToTarget(account, target.origin(), handle, Text.EXISTING_LEAD, null);
  }

  private TargetAccess makeNew(Account account, Target target, Session source)
      throws CancelledException, StreamingException {
    String handle = suggestion(account, target.description());
    if (handle == null) {
      return null;
    }
    NewAccountForm form = NewAccountForm.suggesting(handle, source.emailOrNull());
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
  private TransferProfile accept(MigrationPlan plan, Session source, ServerDescription description)
      throws CancelledException, StreamingException {
    AccountStatus there =
        dialogue.waitFor(signal -> servers.pds(plan.source().signIn(), signal).checkAccountStatus(source));
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

  private static boolean isBack(UserAction action) {
    return action.action().equals(Dialogue.BACK);
  }

  /**
   * The present handle where it is the person's own domain, else its first label under the new server's first domain; null
   * when the person did not want to wait for it.
   */
  private String suggestion(Account account, ServerDescription target) throws StreamingException {
    return dialogue.waitFor(signal -> suggestion(account, target, signal));
  }

  private String suggestion(Account account, ServerDescription target, CancelSignal signal) throws CancelledException {
    String handle = account.handleOrNull();
    if (handle == null) {
      return "";
    }
    if (isOwnDomain(handle, account, signal)) {
      return handle;
    }
    return target.handleDomains().isEmpty()
        ? ""
        : handle.substring(0, handle.indexOf('.')) + target.handleDomains().get(0);
  }

  private boolean isOwnDomain(String handle, Account account, CancelSignal signal) throws CancelledException {
    try {
      for (String domain : servers.pds(account.signIn(), signal).describeServer().handleDomains()) {
        if (handle.endsWith(domain)) {
          return false;
        }
      }
      return true;
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      // Only a suggestion hangs on it.
      return false;
    }
  }

  private static String handleOf(TargetAccess access, Account account) {
    return access instanceof TargetAccess.ToCreate toCreate
        ? toCreate.account().handle()
        : ((TargetAccess.SignedIn) access).session().handle();
  }
}
