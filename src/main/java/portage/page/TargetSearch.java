package portage.page;

import portage.atproto.Account;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.RepoStatus;
import portage.atproto.ServerDescription;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;
import portage.migration.SourceAccess;
import portage.net.Origin;
import portage.stream.CancelSignal;

/** Finds out where to, and what may be expected there. */
final class TargetSearch {
  /** The server that the person chose, and what it says. */
  record Target(Origin origin, ServerDescription description, RepoStatus account) {}

  private final Dialogue dialogue;
  private final SetupScreens screens;
  private final Servers servers;
  private final RepairJourney repair;

  /** {@code repair}: for accounts that have moved already. */
  TargetSearch(Dialogue dialogue, SetupScreens screens, Servers servers, RepairJourney repair) {
    this.dialogue = dialogue;
    this.screens = screens;
    this.servers = servers;
    this.repair = repair;
  }

  /**
   * Asks where to, until a server can be moved to; null when the person went back, or searched for pictures instead.
   *
   * @param sessionOrNull at the source, where somebody signed in there
   * @param before what was typed before
   */
  Target choose(Account account, Session sessionOrNull, String before) throws StreamingException {
    StreamingException problem = null;
    String typed = before;
    while (true) {
      UserAction action = dialogue.ask(screens.target(typed, problem, ErrorText.Phase.SETUP));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
      if (action.action().equals(RepairScreens.REPAIR)) {
        mend(account, sessionOrNull);
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

  /** Where nobody has signed in at the source, the person does so at the account's present server. */
  private void mend(Account account, Session sessionOrNull) throws StreamingException {
    if (sessionOrNull == null) {
      repair.begin(account);
      return;
    }
    repair.mend(account, sessionOrNull);
    servers.signOutAside(account.signIn(), sessionOrNull);
  }

  private Target look(Account account, Origin origin, CancelSignal signal) throws StreamingException {
    if (origin.equals(account.pds()) || origin.equals(account.signIn())) {
      throw new StreamingException(ErrorCode.SAME_SERVER, ErrorContext.of("choose server").at(origin.host()), null);
    }
    ServerDescription description = servers.pds(origin, signal).describeServer();
    PdsData data = servers.data(origin, signal);
    return new Target(origin, description, data.getRepoStatus(account.did().toString()));
  }

  /** Asks the planned target until it answers; null when the person went back. */
  Target again(MigrationPlan plan, ErrorText.Phase phase) throws CancelledException {
    while (true) {
      StreamingException problem;
      try {
        return dialogue.waitFor(signal -> look(plan.source(), plan.target(), signal));
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        problem = e;
      }
      UserAction action = dialogue.ask(screens.target(plan.target().toString(), problem, phase));
      if (action.action().equals(Dialogue.BACK)) {
        return null;
      }
    }
  }

  /**
   * The present handle where it is the person's own domain, else its first label under the new server's first domain; null
   * when the person did not want to wait for it.
   */
  String suggestion(Account account, SourceAccess source, ServerDescription target) throws StreamingException {
    return dialogue.waitFor(signal -> suggestion(account, source, target, signal));
  }

  private String suggestion(Account account, SourceAccess source, ServerDescription target, CancelSignal signal)
      throws CancelledException {
    String handle = account.handleOrNull();
    if (handle == null) {
      return "";
    }
    if (isOwnDomain(handle, account, source, signal)) {
      return handle;
    }
    return target.handleDomains().isEmpty()
        ? ""
        : handle.substring(0, handle.indexOf('.')) + target.handleDomains().get(0);
  }

  /** By the word of the source; where it says nothing, a handle that is not below its name is taken for the person's own. */
  private boolean isOwnDomain(String handle, Account account, SourceAccess source, CancelSignal signal)
      throws CancelledException {
    try {
      for (String domain : describe(servers.pds(account.signIn(), signal), source).handleDomains()) {
        if (handle.endsWith(domain)) {
          return false;
        }
      }
      return true;
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      // A handle that cannot be had at the new server is refused by it; a domain would be given up without a word.
      return !handle.endsWith("." + account.pds().host());
    }
  }

  /** A source that nobody signed in to may be gone: only a suggestion hangs on its word. */
  private static ServerDescription describe(Pds pds, SourceAccess source) throws StreamingException {
    return (source.sessionOrNull() == null ? pds.once() : pds).describeServer();
  }
}
