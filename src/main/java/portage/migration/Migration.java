package portage.migration;

import portage.atproto.AccountStatus;
import portage.atproto.IdentityResolver;
import portage.atproto.NewAccount;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlcDirectory;
import portage.atproto.RepoStatus;
import portage.atproto.Servers;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.crypto.Signatures;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.stream.CancelSignal;
import portage.stream.ChannelTee;
import portage.stream.Gzip;
import portage.stream.StorageBackend;
import portage.transfer.BlobHash;
import portage.transfer.SyncOrchestrator;
import portage.transfer.TransferProfile;

/** Moves one account. The whole story is {@link #run}; each step is told in its own class. */
public final class Migration {
  /** Everything around a migration that is not about this account. */
  public record Surroundings(
      Servers servers,
      PlcDirectory directory,
      IdentityResolver identities,
      Signatures signatures,
      BlobHash.Maker hashes,
      StorageBackend storage,
      ChannelTee tee,
      Gzip gzip,
      MigrationJournal journal,
      Clock clock,
      RetryPolicy retry,
      TransferProfile profile) {}

  /** One step's work. When it was begun before, it asks the servers what became of that. */
  private interface StepBody {
    void run() throws StreamingException;
  }

  /** What servers call an account whose handle does not lead to it. */
  private static final String NO_HANDLE = "handle.invalid";

  private final Surroundings around;
  private final MigrationPlan plan;
  private final SourceAccess sourceAccess;
  private final Person person;
  private final CancelSignal signal;
  private final Logbook logbook;
  private final MetricsCollector metrics;
  private final BlobProgress blobProgress;
  private TargetAccess targetAccess;
  private Authority authority;
  private Step current = Step.CREATE_ACCOUNT;
  private Parties parties;
  private RepoStep repo;
  private BlobStep blobs;
  private IdentityStep identity;
  private WebIdentityStep webIdentity;
  private CommitStep commits;
  private LateWrites late;
  private SwitchStep switches;
  private Standing standing;
  private Verification verification;

  /**
   * @param state what the journal says; must hold a plan
   * @param changed told whenever there is something new to show; must not wait for anything
   */
  public Migration(
      Surroundings around,
      MigrationState state,
      SourceAccess sourceAccess,
      TargetAccess targetAccess,
      Person person,
      MetricsCollector metrics,
      CancelSignal signal,
      Runnable changed) {
    this.around = around;
    this.plan = state.plan();
    this.sourceAccess = sourceAccess;
    this.targetAccess = targetAccess;
    this.person = person;
    this.metrics = metrics;
    this.signal = signal;
    this.logbook = new Logbook(around.journal(), around.clock(), plan.did().toString(), state, changed);
    this.blobProgress = new BlobProgress(changed);
  }

  /** Moves the account. After any interruption, a new call carries on from the last fact. */
  public Verification run() throws StreamingException {
    enterTarget();
    boolean isMoved = standing.isIdentityMoved();
    if (isMoved) {
      noteIdentityFound();
    }
    if (!isMoved || !standing.isPastImports()) {
      moveData();
      take(Step.COPY_PREFERENCES, () -> new PreferencesStep(parties, logbook).run());
      take(Step.SIGN_IDENTITY, this::signIdentity);
      take(Step.UPDATE_IDENTITY, this::updateIdentity); // no way back from here: asks the person first
    }
    takeAgain(Step.ACTIVATE, this::activate);
    takeAgain(Step.RENEW_COMMIT, () -> commits.renew(targetKey()));
    takeAgain(Step.DEACTIVATE_SOURCE, switches::switchOffSource);
    take(Step.VERIFY, () -> verification = new VerifyStep(parties, state(), commits, blobs, late).run());
    return verification;
  }

  /** Blobs are fetched while the target imports the repo; they must not go on when that fails. */
  private void moveData() throws StreamingException {
    try {
      take(Step.MOVE_REPO, () -> repo.run());
      take(Step.MOVE_BLOBS, () -> blobs.run(person));
    } finally {
      blobs.stop();
    }
  }

  private void take(Step step, StepBody body) throws StreamingException {
    signal.throwIfCancelled(step.name());
    current = step;
    if (state().isDone(step)) {
      return;
    }
    logbook.add(new Fact.Begun(logbook.now(), step));
    body.run();
    logbook.add(new Fact.Done(logbook.now(), step));
  }

  /** The same for a step that asks a server first each time: what the server says counts more than that it was done. */
  private void takeAgain(Step step, StepBody body) throws StreamingException {
    if (state().isDone(step)) {
      signal.throwIfCancelled(step.name());
      current = step;
      body.run();
    } else {
      take(step, body);
    }
  }

  /** Signing in to the target is not a fact that outlives the page, so this is done after every reload. */
  private void enterTarget() throws StreamingException {
    Pds target = around.servers().pds(plan.target(), signal);
    take(Step.CREATE_ACCOUNT, () -> createAccount(target));
    if (!(targetAccess instanceof TargetAccess.SignedIn signedIn)) {
      throw RecoverableStreamingException.asking(
          ErrorCode.SESSION_EXPIRED, ErrorContext.of("sign in").at(plan.target().host()));
    }
    authority().admitted();
    person.entered(signedIn.session());
    noteHandle(signedIn.session().handle());
    meet(target, signedIn.session());
  }

  private void createAccount(Pds target) throws StreamingException {
    while (targetAccess instanceof TargetAccess.ToCreate wanted) {
      if (isMade()) {
        // The reply was lost, or an earlier one was: the password that was asked for is the account's.
        targetAccess = new TargetAccess.SignedIn(signInToMade(target, wanted.account()));
        return;
      }
      // Minted right before use: it lives a minute.
      String token = authority().admission(plan.targetDid());
      StreamingException refusal;
      try {
        targetAccess =
            new TargetAccess.SignedIn(target.createAccount(token, plan.did().toString(), wanted.account()));
        return;
      } catch (CancelledException e) {
        throw e;
      } catch (StreamingException e) {
        refusal = e;
      }
      if (isMade()) {
        continue;
      }
      StreamingException reason = NewAccountRefusal.explain(refusal, wanted.account(), plan, target);
      if (!NewAccountRefusal.canBeMended(reason)) {
        throw reason;
      }
      targetAccess = new TargetAccess.ToCreate(person.correctAccount(wanted.account(), reason));
    }
  }

  /** An account from an earlier try may have another password; then the person is asked for that. */
  private Session signInToMade(Pds target, NewAccount wanted) throws StreamingException {
    String did = plan.did().toString();
    // Servers make a DID lower case, which spoils the port in a did:web of this computer.
    String identifier = did.equals(did.toLowerCase()) ? did : wanted.handle();
    try {
      return target.createSession(identifier, did, wanted.password(), null);
    } catch (StreamingException e) {
      throw e.code() == ErrorCode.WRONG_PASSWORD
          ? new StreamingException(ErrorCode.SESSION_EXPIRED, e.context(), e.detail(), e)
          : e;
    }
  }

  /** By the target's own word; a refusal alone does not tell whether an earlier try went through. */
  private boolean isMade() throws StreamingException {
    return around.servers().data(plan.target(), signal).getRepoStatus(plan.did().toString()) != RepoStatus.NOT_THERE;
  }

  /** The handle may have been corrected since the plan was made; the target knows which it is. */
  private void noteHandle(String handle) throws StreamingException {
    boolean isOne = !handle.isEmpty() && !handle.equals(NO_HANDLE);
    if (isOne && !handle.equals(state().plan().targetHandle())) {
      MigrationPlan corrected = new MigrationPlan(plan.source(), plan.target(), plan.targetDid(), handle);
      logbook.add(new Fact.Planned(logbook.now(), corrected));
    }
  }

  private void meet(Pds target, Session targetSession) {
    Pds source = around.servers().pds(plan.source().signIn(), signal);
    PdsData sourceData = around.servers().data(plan.source().pds(), signal);
    PdsData targetData = around.servers().data(plan.target(), signal);
    parties =
        new Parties(
            plan.did(),
            belongings(source, sourceData),
            authority(),
            source,
            sourceData,
            sourceAccess.sessionOrNull(),
            target,
            targetData,
            targetSession,
            around.directory(),
            around.identities(),
            around.signatures(),
            around.hashes(),
            () -> around.servers().streamRequestsTo(plan.target()),
            signal);
    around.storage().configure(around.profile().chunkBytes(), around.profile().smallBlobBytes());
    SyncOrchestrator orchestrator =
        new SyncOrchestrator(around.tee(), around.storage(), around.profile(), metrics, around.clock(), signal);
    blobs =
        new BlobStep(
            parties,
            logbook,
            around.storage(),
            orchestrator,
            around.profile(),
            around.retry(),
            around.clock(),
            blobProgress,
            metrics,
            plan.sourceKey());
    repo =
        new RepoStep(
            parties, logbook, around.storage(), orchestrator, plan.sourceKey(), around.gzip(), around.retry(),
            around.clock(), metrics, RepoStep.MAX_WHOLE_RECORDS, blobs::begin);
    identity = new IdentityStep(parties, logbook);
    webIdentity = new WebIdentityStep(parties);
    commits = new CommitStep(parties, around.retry());
    late = new LateWrites(parties, around.storage(), metrics, plan.sourceKey());
    switches = new SwitchStep(parties, around.retry());
    standing = new Standing(parties, commits, switches);
  }

  /** The same for the whole run: it may hold a key. */
  private Authority authority() {
    if (authority == null) {
      authority =
          sourceAccess instanceof SourceAccess.ByKey byKey
              ? new KeyAuthority(plan, around.directory(), around.signatures(), logbook, byKey, signal)
              : new ServerAuthority(
                  around.servers().pds(plan.source().signIn(), signal), sourceAccess.sessionOrNull(), logbook);
    }
    return authority;
  }

  private Belongings belongings(Pds source, PdsData sourceData) {
    if (sourceAccess instanceof SourceAccess.ByKey byKey) {
      return new SavedBelongings(byKey.saved());
    }
    Belongings atServer =
        new ServerBelongings(
            plan.did(), source, sourceData, sourceAccess.sessionOrNull(),
            () -> around.servers().streamRequestsTo(plan.source().pds()));
    return sourceAccess instanceof SourceAccess.Backed backed
        ? new BackedBelongings(backed.saved(), atServer)
        : atServer;
  }

  /** The journal may know less than the servers: it was lost, or is of a time before. There is no way back all the same. */
  private void noteIdentityFound() throws StreamingException {
    if (!state().isPastGate()) {
      logbook.add(new Fact.IdentityFound(logbook.now()));
    }
  }

  private void signIdentity() throws StreamingException {
    if (plan.did().isPlc()) {
      identity.sign(person);
    }
  }

  private void updateIdentity() throws StreamingException {
    if (!plan.did().isPlc()) {
      if (!webIdentity.isUpdated()) {
        catchUp();
        approve();
        webIdentity.update(person);
      }
      return;
    }
    while (!identity.isUpdated()) {
      catchUp();
      identity.sign(person);
      approve();
      if (identity.isStillGood()) {
        identity.submit();
        return;
      }
    }
  }

  /** The yes is kept before anything is done about it: after a crash nobody may think that there is a way back. */
  private void approve() throws StreamingException {
    person.approve(gateReport());
    logbook.add(new Fact.Approved(logbook.now()));
  }

  private void activate() throws StreamingException {
    if (!standing.isPastImports()) {
      catchUp();
    }
    switches.switchOn();
  }

  /** What was written at the source since the repo was read comes along, blobs too. Only before activation. */
  private void catchUp() throws StreamingException {
    if (!repo.isUpToDate()) {
      repo.run();
      blobs.run(person);
    }
  }

  private GateReport gateReport() throws StreamingException {
    AccountStatus there = parties.target().checkAccountStatus(parties.targetSession());
    RepoSummary here = state().repo();
    if (!there.repoCommit().equals(here.root()) || there.indexedRecords() != here.recordCount()) {
      throw new StreamingException(
          ErrorCode.VERIFICATION_FAILED,
          ErrorContext.of("com.atproto.server.checkAccountStatus").at(plan.target().host()),
          there.indexedRecords() + " records, " + here.recordCount() + " expected");
    }
    // Asked anew: the page that the person says yes to must be true now.
    blobs.run(person);
    return new GateReport(
        state().plan(),
        here,
        there.indexedRecords(),
        state().movedBlobCount(),
        state().movedBlobBytes(),
        state().blobProblems(),
        state().preferences(),
        plan.did().isPlc() ? identity.changes() : webIdentity.changes());
  }

  private DidKey targetKey() throws StreamingException {
    return parties
        .identities()
        .document(parties.did(), parties.target().origin(), signal)
        .signingKey();
  }

  /** Keeps a failure in the journal by its code, for the report; the person has been told. */
  public void noteFailure(StreamingException failure) throws StreamingException {
    logbook.add(new Fact.Failed(logbook.now(), current, failure.code()));
  }

  /** Forgets every key that was given or made. */
  public void forgetKeys() {
    if (authority != null) {
      authority.forget();
    }
  }

  /** Signs out at both ends, and forgets every key. A server that does not answer is left alone: its tokens end by themselves. */
  public void signOut() {
    forgetKeys();
    if (sourceAccess.sessionOrNull() != null) {
      around.servers().signOut(plan.source().signIn(), sourceAccess.sessionOrNull());
    }
    if (targetAccess instanceof TargetAccess.SignedIn signedIn) {
      around.servers().signOut(plan.target(), signedIn.session());
    }
  }

  /** The session at the target, or null as long as there is none. */
  public Session targetSessionOrNull() {
    return targetAccess instanceof TargetAccess.SignedIn signedIn ? signedIn.session() : null;
  }

  public MigrationState state() {
    return logbook.state();
  }

  /** The step at hand. */
  public Step current() {
    return current;
  }

  public BlobProgress blobProgress() {
    return blobProgress;
  }

  public MetricsCollector metrics() {
    return metrics;
  }
}
