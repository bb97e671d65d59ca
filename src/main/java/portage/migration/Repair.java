package portage.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import portage.atproto.Account;
import portage.atproto.PdsData;
import portage.atproto.PlcLog;
import portage.atproto.RepoStatus;
import portage.atproto.Session;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Origin;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.transfer.BlobItem;
import portage.transfer.BlobSource;
import portage.transfer.BlobTarget;
import portage.transfer.SyncOrchestrator;

/**
 * Mends an account where it lives now: what its records refer to and its server does not hold is fetched from wherever it
 * may still be, checked, and sent. Touches nothing but blobs. The server's own list is the state: a repair that was
 * interrupted begins anew and finds less to do.
 */
public final class Repair {
  /** Signs the person in where a former server gives blobs only to their owner. */
  public interface FormerSignIn {
    /** The session, or null when the person would rather leave that server out. */
    Session at(Origin server) throws StreamingException;
  }

  private final Migration.Surroundings around;
  private final Account account;
  private final Session session;
  private final MetricsCollector metrics;
  private final CancelSignal signal;
  private final Runnable changed;
  private final PdsData data;
  private final BlobTarget target;
  private final SyncOrchestrator orchestrator;
  private final BlobProgress progress;
  private final MissingBlobs missing = new MissingBlobs();
  private BlobLimit limit;
  private BlobSurvey survey;

  /**
   * @param session at {@code account}'s present server; one of an app password will do
   * @param changed told whenever there is something new to show; must not wait for anything
   */
  public Repair(
      Migration.Surroundings around,
      Account account,
      Session session,
      MetricsCollector metrics,
      CancelSignal signal,
      Runnable changed) {
    this.around = around;
    this.account = account;
    this.session = session;
    this.metrics = metrics;
    this.signal = signal;
    this.changed = changed;
    data = around.servers().data(account.pds(), signal);
    target = new BlobTarget(data, session, () -> around.servers().streamRequestsTo(account.pds()));
    around.storage().configure(around.profile().chunkBytes(), around.profile().smallBlobBytes());
    orchestrator =
        new SyncOrchestrator(around.tee(), around.storage(), around.profile(), metrics, around.clock(), signal);
    progress = new BlobProgress(changed);
  }

  /** What the server says that it misses; all pages. Begins another try. */
  public void look() throws StreamingException {
    missing.tryAgain();
    for (BlobItem blob : target.missing()) {
      missing.listed(blob);
    }
  }

  /**
   * Asks for every blob that a record refers to, and adds what the server cannot give. Some tools send blobs before the
   * records that use them; a server then counts such a blob as there and gives it to nobody (@atproto/pds 0.5.35).
   */
  public void lookAtEach() throws StreamingException {
    survey = new BlobSurvey(data, account.did(), asSelfOrNull(), around.profile().downloads(), changed);
    String name = KeptCopies.surveyName(account.did().toString());
    for (BlobItem blob : survey.notServed(around.storage(), orchestrator, name)) {
      missing.notServed(blob);
    }
  }

  /** Where the account lived before, by its identity's log. */
  public FormerServers formerServers() throws StreamingException {
    if (!account.did().isPlc()) {
      return FormerServers.NONE;
    }
    PlcLog log = around.directory().log(account.did(), signal);
    return FormerServers.of(log.pdsHistory(), account.pds(), around.servers());
  }

  /** Sends what a move has kept in this browser, each copy checked once more. */
  public void sendKeptCopies() throws StreamingException {
    String did = account.did().toString();
    List<Fact> facts = new ArrayList<>(around.journal().facts(did));
    facts.removeIf(fact -> !(fact instanceof Fact.BlobKept));
    MigrationState kept = MigrationState.of(facts);
    KeptBlobs copies = new KeptBlobs(around.storage(), did, around.hashes());
    Set<BlobItem> whole = new LinkedHashSet<>();
    for (MissingBlob each : missing.all()) {
      signal.throwIfCancelled("check kept copies");
      if (kept.keptBlob(each.cid()) == null) {
        continue;
      }
      switch (copies.look(each.blob()).condition()) {
        case WHOLE -> whole.add(each.blob());
        case DAMAGED -> missing.because(each.cid(), MissingBlob.Cause.DAMAGED, "");
        case NOT_THERE -> {}
      }
    }
    move(whole, new WatchedSource<>(Repair::notThere), "", account.pds(), kept);
  }

  private static ByteStream notThere(BlobItem blob) throws StreamingException {
    throw new StreamingException(
        ErrorCode.BLOB_MISSING_AT_SOURCE, ErrorContext.of("read kept copy").about(blob.cid().toString()), null);
  }

  /** Fetches what is still missing from {@code server}; why that did not help is kept with each blob. */
  public void fetchFrom(Origin server, FormerSignIn signIn) throws StreamingException {
    RepoStatus status = statusAt(server);
    Session asSelf = status == RepoStatus.DEACTIVATED ? signIn.at(server) : null;
    MissingBlob.Cause cause = status == null ? MissingBlob.Cause.UNREACHABLE
        : switch (status) {
          case NOT_THERE -> MissingBlob.Cause.ACCOUNT_GONE;
          case TAKEN_DOWN -> MissingBlob.Cause.ACCOUNT_TAKEN_DOWN;
          case DEACTIVATED -> asSelf == null ? MissingBlob.Cause.ACCOUNT_SWITCHED_OFF : null;
          case ACTIVE -> null;
        };
    if (cause != null) {
      missing.allBecause(cause, server.host());
      return;
    }
    PdsData former = around.servers().data(server, signal);
    MigrationState passing = new MigrationState();
    // A copy stays here only until it is sent.
    passing.apply(new Fact.CopiesGivenUp(around.clock().millis()));
    WatchedSource<BlobItem> source = new WatchedSource<>(new BlobSource(former, account.did(), asSelf));
    noteCopies();
    move(missing.toFetch(), source, server.host(), server, passing);
  }

  /**
   * Takes what is still missing out of a backup; why that did not help is kept with each blob.
   *
   * @throws StreamingException {@code BACKUP_OF_ANOTHER_ACCOUNT}; what cannot be read of it is a reason like others
   */
  public void fetchFrom(SavedAccount saved) throws StreamingException {
    if (!saved.did().equals(account.did())) {
      throw new StreamingException(
          ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, ErrorContext.of("read backup").about(saved.did().toString()), null);
    }
    MigrationState passing = new MigrationState();
    passing.apply(new Fact.CopiesGivenUp(around.clock().millis()));
    noteCopies();
    move(missing.toFetch(), new WatchedSource<>(saved.blobs()), saved.name(), account.pds(), passing);
  }

  /** Null when the server cannot be asked. */
  private RepoStatus statusAt(Origin server) throws StreamingException {
    try {
      return around.servers().data(server, signal).getRepoStatus(account.did().toString());
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return null;
    }
  }

  /** A journal without a plan: copies that a crash leaves behind go when the page is opened the next time. */
  private void noteCopies() throws StreamingException {
    String did = account.did().toString();
    if (around.journal().facts(did).isEmpty()) {
      around.journal().append(did, new Fact.CopiesGivenUp(around.clock().millis()));
    }
  }

  private void move(
      Set<BlobItem> blobs, WatchedSource<BlobItem> source, String host, Origin origin, MigrationState state)
      throws StreamingException {
    if (blobs.isEmpty()) {
      return;
    }
    BlobRoute route =
        new BlobRoute(
            account.did(), source, blob -> {}, host, () -> around.servers().streamRequestsTo(origin), target, around.hashes());
    Logbook logbook =
        new Logbook(new UnwrittenJournal(), around.clock(), account.did().toString(), state, changed);
    BlobMover mover = new BlobMover(route, logbook, around.storage(), orchestrator, this::limit);
    BlobPools pools =
        new BlobPools(
            mover, around.profile(), around.retry(), around.clock(), signal, progress, metrics, Long.MAX_VALUE);
    progress.expect(blobs.size());
    List<BlobProblem> problems = new ArrayList<>();
    StreamingException failure = finish(pools, blobs, problems);
    for (BlobItem blob : blobs) {
      String cid = blob.cid().toString();
      if (state.isMoved(cid)) {
        missing.sent(cid);
      }
    }
    for (BlobProblem problem : problems) {
      MissingBlob.Cause cause = MissingBlob.Cause.of(problem.code());
      missing.because(problem.cid(), cause, cause == MissingBlob.Cause.TOO_LARGE ? account.pds().host() : host);
    }
    if (failure != null && !source.isCauseOf(failure)) {
      throw failure;
    }
    if (failure != null) {
      for (BlobItem blob : blobs) {
        missing.because(blob.cid().toString(), MissingBlob.Cause.UNREACHABLE, host);
      }
    }
  }

  /** What ended the round for all, or null; what could not be moved goes to {@code problems}. */
  private static StreamingException finish(BlobPools pools, Set<BlobItem> blobs, List<BlobProblem> problems) {
    try {
      problems.addAll(pools.finish(blobs));
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }

  /** Asks the server once more: only what it has now is mended. */
  public void confirm() throws StreamingException {
    Set<String> listed = new LinkedHashSet<>();
    for (BlobItem blob : target.missing()) {
      missing.listed(blob);
      listed.add(blob.cid().toString());
    }
    for (String cid : missing.toConfirm()) {
      boolean isThere = !listed.contains(cid)
          && (!missing.isUnlisted(cid) || BlobSurvey.isServed(data, account.did(), cid, asSelfOrNull()));
      if (isThere) {
        missing.mended(cid);
      } else {
        missing.notKept(cid, account.pds().host());
      }
    }
    missing.keepListed(listed);
  }

  /** Removes what a repair left in this browser; the copies of a move stay. */
  public void tidyUp() throws StreamingException {
    String did = account.did().toString();
    if (MigrationState.of(around.journal().facts(did)).plan() == null) {
      KeptCopies.delete(around.storage(), did);
      around.journal().forget(did);
    }
  }

  private BlobLimit limit() throws StreamingException {
    if (limit == null) {
      limit =
          new BlobLimit(
              around.servers().pds(account.pds(), signal).describeServer().blobUploadLimitBytes(),
              account.pds().host());
    }
    return limit;
  }

  /** The session that reads need where the account is not active, else null. */
  private Session asSelfOrNull() {
    return session.statusOrNull() == null ? null : session;
  }

  public Account account() {
    return account;
  }

  /** What is missing as far as is known, with the reasons. */
  public List<MissingBlob> missing() {
    return missing.all();
  }

  /** Blobs that the server did not have and has now. */
  public long mendedCount() {
    return missing.mendedCount();
  }

  /** Blobs that the server was asked for one by one; 0 before. */
  public long lookedAt() {
    return survey == null ? 0 : survey.asked();
  }

  /** How many it is to be asked for; 0 before that is known. */
  public long toLookAt() {
    return survey == null ? 0 : survey.total();
  }

  public BlobProgress progress() {
    return progress;
  }

  public MetricsCollector metrics() {
    return metrics;
  }
}
