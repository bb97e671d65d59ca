package portage.migration;

import portage.atproto.Account;
import portage.atproto.IdentityResolver;
import portage.atproto.PlcData;
import portage.atproto.PlcDirectory;
import portage.atproto.PlcLog;
import portage.atproto.RepoStatus;
import portage.atproto.Servers;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.net.Clock;
import portage.net.Origin;
import portage.stream.CancelSignal;

/**
 * Finds a move that was not finished and whose journal is gone, by what the directory and the servers say: the identity
 * names the new server already, and the account is not live there yet, or is still live where it was before.
 */
public final class LostMove {
  /** An account that is live at two servers is asked about for so long after its identity moved on. */
  private static final long RECENT_MILLIS = 30L * 24 * 60 * 60 * 1000;

  /** How the account was left. */
  public enum Stand { NOT_ON_YET, ON_AT_BOTH }

  /** What was found; {@code plan} is that of the move, as it must have been. */
  public record Found(MigrationPlan plan, Stand stand) {
    /** The move as it stands: past the gate. */
    public MigrationState state() {
      MigrationState state = new MigrationState();
      state.apply(new Fact.Planned(0, plan));
      state.apply(new Fact.IdentityFound(0));
      return state;
    }
  }

  private final Servers servers;
  private final PlcDirectory directory;
  private final IdentityResolver identities;
  private final Clock clock;

  public LostMove(Servers servers, PlcDirectory directory, IdentityResolver identities, Clock clock) {
    this.servers = servers;
    this.directory = directory;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * The move of {@code account} to the server that its identity names, or null when there is nothing to be finished. Of a
   * did:web nobody keeps where it was before, so that nothing can be found.
   */
  public Found find(Account account, CancelSignal signal) throws StreamingException {
    if (!account.did().isPlc()) {
      return null;
    }
    PlcLog log = directory.log(account.did(), signal);
    PlcData now = log.data();
    PlcLog.Entry arrival = arrival(log);
    PlcData before = arrival == null ? null : before(log, arrival);
    Origin former = before == null ? null : servers.parse(before.pdsEndpoint());
    if (former == null || former.equals(account.pds()) || former.equals(account.signIn())
        || !account.pds().toString().equals(now.pdsEndpoint())) {
      return null;
    }
    Stand stand = stand(account, former, arrival.createdAtMillis(), signal);
    return stand == null ? null : new Found(plan(account, now, before, former, signal), stand);
  }

  /** The operation with which the identity came to name its present server, or null when it never named another. */
  private static PlcLog.Entry arrival(PlcLog log) {
    PlcLog.Entry arrival = null;
    String last = null;
    for (PlcLog.Entry entry : log.entries()) {
      String endpoint = endpoint(entry, log);
      if (endpoint != null) {
        arrival = last == null || last.equals(endpoint) ? arrival : entry;
        last = endpoint;
      }
    }
    return arrival;
  }

  /** What the identity said last before that. */
  private static PlcData before(PlcLog log, PlcLog.Entry arrival) {
    PlcData before = null;
    for (PlcLog.Entry entry : log.entries()) {
      if (entry == arrival) {
        return before;
      }
      before = endpoint(entry, log) == null ? before : entry.operation().data(log.data().did());
    }
    return before;
  }

  /** Null for an operation that was undone or names no server. */
  private static String endpoint(PlcLog.Entry entry, PlcLog log) {
    PlcData data = entry.nullified() || log.data() == null ? null : entry.operation().data(log.data().did());
    return data == null ? null : data.pdsEndpoint();
  }

  private Stand stand(Account account, Origin former, long arrivedAtMillis, CancelSignal signal)
      throws StreamingException {
    String did = account.did().toString();
    RepoStatus here = servers.data(account.pds(), signal).getRepoStatus(did);
    if (here == RepoStatus.DEACTIVATED) {
      return Stand.NOT_ON_YET;
    }
    boolean isRecent = clock.millis() - arrivedAtMillis < RECENT_MILLIS;
    return here == RepoStatus.ACTIVE && isRecent && isActive(former, did, signal) ? Stand.ON_AT_BOTH : null;
  }

  /** A server that the account has left may be gone altogether. */
  private boolean isActive(Origin former, String did, CancelSignal signal) throws CancelledException {
    try {
      return servers.data(former, signal).getRepoStatus(did) == RepoStatus.ACTIVE;
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return false;
    }
  }

  private MigrationPlan plan(Account account, PlcData now, PlcData before, Origin former, CancelSignal signal)
      throws StreamingException {
    Account source =
        new Account(
            account.did(), before.handle(), former, identities.signInOf(former, signal),
            DidKey.parse(before.signingKey()));
    String targetDid = servers.pds(account.pds(), signal).describeServer().did();
    return new MigrationPlan(source, account.pds(), targetDid, now.handle() == null ? "" : now.handle());
  }
}
