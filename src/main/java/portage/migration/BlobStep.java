package portage.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.repo.BlobUse;
import portage.stream.StorageBackend;
import portage.stream.Task;
import portage.transfer.BlobItem;
import portage.transfer.SyncOrchestrator;
import portage.transfer.TransferProfile;

/**
 * Moves the blobs that the checked repo refers to and the target misses. Fetching begins while the target still imports
 * the repo. One that cannot move is named and counted, and the others go on.
 */
final class BlobStep {
  /** Rounds of asking the target again without anything new going wrong. */
  private static final int MAX_ROUNDS = 3;

  /** The reference server imports so many records in some 5 s. */
  private static final long SHORT_IMPORT_RECORDS = 20_000;

  private static final long LARGE_BYTES = 8 << 20;

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final TransferProfile profile;
  private final RetryPolicy retry;
  private final Clock clock;
  private final BlobProgress progress;
  private final MetricsCollector metrics;
  private final DidKey repoKey;
  private CheckedBlobs checked;
  private Task<BlobLimit> limit;
  /** Blobs at the target by its own count, asked when the first were begun; null before. */
  private Task<Long> importedBefore;
  /** The person was told of blobs that are too large for the target. */
  private boolean told;
  /** What the target lacks without saying so; null before it was asked. */
  private List<BlobItem> unlisted;
  /** Those at work since before the target was asked, or null. */
  private BlobPools running;

  /** {@code repoKey} is the key that signs the repo at the source. */
  BlobStep(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      SyncOrchestrator orchestrator,
      TransferProfile profile,
      RetryPolicy retry,
      Clock clock,
      BlobProgress progress,
      MetricsCollector metrics,
      DidKey repoKey) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.profile = profile;
    this.retry = retry;
    this.clock = clock;
    this.progress = progress;
    this.metrics = metrics;
    this.repoKey = repoKey;
  }

  /** The repo passed its check and refers to these: those that are not moved yet are fetched from now on. */
  void begin(List<BlobUse> uses) {
    checked = new CheckedBlobs(uses);
    askLimit();
    List<BlobItem> waiting = checked.notMoved(logbook.state());
    if (logbook.state().areCopiesGivenUp() || waiting.isEmpty()) {
      return;
    }
    if (running == null) {
      importedBefore =
          Task.start(() -> parties.target().checkAccountStatus(parties.targetSession()).importedBlobs());
      running = pools();
    }
    running.begin(waiting);
  }

  /** Ends what {@link #begin} began, when the move does not come to its blobs. */
  void stop() {
    if (running != null) {
      running.stop(new CancelledException("move blobs"));
      running = null;
    }
  }

  /** Moves what is missing; asks {@code person} what to do about the rest. Returns when nothing is left or given up. */
  void run(Person person) throws StreamingException {
    tellTooLarge(person);
    while (true) {
      List<BlobProblem> problems = moveWhileThereIsRoom(person);
      if (problems.isEmpty() && logbook.state().blobProblems().isEmpty()) {
        return;
      }
      List<BlobProblem> known = logbook.state().blobProblems();
      if (logbook.state().areBlobsGivenUp() && cids(known).containsAll(cids(problems))) {
        if (problems.size() < known.size()) {
          // Some came after all.
          logbook.add(new Fact.BlobsLeft(logbook.now(), problems));
          logbook.add(new Fact.BlobsGivenUp(logbook.now()));
        }
        return;
      }
      logbook.add(new Fact.BlobsLeft(logbook.now(), problems));
      if (problems.isEmpty()) {
        return;
      }
      if (person.blobsLeft(problems) == Person.BlobChoice.GO_ON_WITHOUT) {
        logbook.add(new Fact.BlobsGivenUp(logbook.now()));
        return;
      }
    }
  }

  /** What the target still misses, by its own list. */
  Set<BlobItem> missing() throws StreamingException {
    return mover().target().missing();
  }

  /** When the browser's room runs out, the person decides how to go on. */
  private List<BlobProblem> moveWhileThereIsRoom(Person person) throws StreamingException {
    while (true) {
      StreamingException failure;
      try {
        return moveMissing();
      } catch (StreamingException e) {
        failure = e;
      }
      if (!wantsFallback(failure) || logbook.state().areCopiesGivenUp()) {
        throw failure;
      }
      if (person.storageFull() == Person.StorageChoice.GO_ON_WITHOUT_COPIES) {
        giveUpCopies();
      }
    }
  }

  private static boolean wantsFallback(StreamingException failure) {
    return failure instanceof RecoverableStreamingException recoverable
        && recoverable.strategy() instanceof RecoveryStrategy.UseFallbackStorage;
  }

  private List<BlobProblem> moveMissing() throws StreamingException {
    Map<String, BlobProblem> problems = new LinkedHashMap<>();
    for (int round = 1; ; round++) {
      Set<BlobItem> waiting = isNothingThere(round) ? allChecked() : waiting(problems);
      if (waiting.isEmpty()) {
        stop();
        return new ArrayList<>(problems.values());
      }
      if (round > MAX_ROUNDS) {
        throw new StreamingException(
            ErrorCode.BLOBS_INCOMPLETE,
            ErrorContext.of("com.atproto.repo.listMissingBlobs").at(parties.targetData().origin().host()),
            waiting.size() + " still asked for after every one was taken");
      }
      progress.expect(waiting.size());
      long movedBefore = logbook.state().movedBlobCount();
      for (BlobProblem problem : takePools().finish(waiting)) {
        problems.put(problem.cid(), problem);
      }
      if (logbook.state().movedBlobCount() > movedBefore) {
        // What was moved made room for these. One that the target asks for again and again is no progress.
        problems.values().removeIf(problem -> problem.code() == ErrorCode.STORAGE_FULL);
        round = 0;
      }
    }
  }

  /**
   * True when the target said by its own count that it had no blob, so that its list of missing ones need not be awaited
   * before the first is sent. It is asked for that list in any case before the step is over.
   */
  private boolean isNothingThere(int round) {
    if (round > 1 || running == null || logbook.state().movedBlobCount() > 0) {
      return false;
    }
    try {
      return importedBefore.await() == 0;
    } catch (StreamingException e) {
      return false; // the list tells
    }
  }

  private Set<BlobItem> allChecked() throws StreamingException {
    return new LinkedHashSet<>(checked().notMoved(logbook.state()));
  }

  private Set<BlobItem> waiting(Map<String, BlobProblem> problems) throws StreamingException {
    Set<BlobItem> waiting = checked().known(missing());
    waiting.addAll(unlisted(waiting));
    waiting.removeIf(blob -> problems.containsKey(blob.cid().toString()));
    return waiting;
  }

  /** Of those that no journal of ours saw arrive, and that the target does not list, each is asked for once. */
  private List<BlobItem> unlisted(Set<BlobItem> listed) throws StreamingException {
    if (unlisted == null) {
      List<BlobItem> toAsk = checked().notMoved(logbook.state());
      toAsk.removeAll(listed);
      unlisted =
          new BlobSurvey(
                  parties.targetData(), parties.did(), parties.targetSession(), profile.downloads(), () -> {})
              .notServed(toAsk);
    }
    unlisted.removeIf(blob -> logbook.state().isMoved(blob.cid().toString()));
    return unlisted;
  }

  /** The copies of what the target holds go; what is kept and not sent yet stays. */
  private void giveUpCopies() throws StreamingException {
    logbook.add(new Fact.CopiesGivenUp(logbook.now()));
    String prefix = KeptCopies.blobPrefix(parties.did().toString());
    for (String name : storage.names(prefix)) {
      if (logbook.state().isMoved(name.substring(prefix.length()))) {
        storage.delete(name);
      }
    }
  }

  private BlobPools takePools() {
    BlobPools pools = running == null ? pools() : running;
    running = null;
    return pools;
  }

  private BlobPools pools() {
    return new BlobPools(mover(), profile, retry, clock, parties.signal(), progress, metrics, mostBeforeOpen());
  }

  /**
   * Where a blob can go to the target while it arrives, a large one had better wait for that than be fetched now and sent
   * afterwards; but not for an import that takes long.
   */
  private long mostBeforeOpen() {
    RepoSummary repo = logbook.state().repo();
    boolean importIsShort = repo != null && repo.recordCount() <= SHORT_IMPORT_RECORDS;
    return importIsShort && parties.liveProbe().streams() ? LARGE_BYTES : Long.MAX_VALUE;
  }

  private BlobMover mover() {
    return new BlobMover(BlobRoute.of(parties), logbook, storage, orchestrator, this::limit);
  }

  private BlobLimit limit() throws StreamingException {
    askLimit();
    try {
      return limit.await();
    } catch (StreamingException e) {
      limit = null; // the next one to need it asks again
      throw e;
    }
  }

  /** Asked while the target imports, so that nothing waits for the answer later. */
  private void askLimit() {
    if (limit == null) {
      limit = Task.start(() -> new BlobLimit(
          parties.target().describeServer().blobUploadLimitBytes(), parties.target().origin().host()));
    }
  }

  private CheckedBlobs checked() throws StreamingException {
    if (checked == null) {
      checked = CheckedBlobs.ofKept(storage, parties, repoKey);
    }
    return checked;
  }

  /**
   * Before the first blob is sent, once: a person with a video that the target will refuse may rather go elsewhere.
   */
  private void tellTooLarge(Person person) throws StreamingException {
    if (told) {
      return;
    }
    told = true;
    List<BlobProblem> problems = tooLarge();
    if (!problems.isEmpty() && logbook.state().blobProblems().isEmpty()) {
      person.blobsTooLarge(problems);
    }
  }

  /** Known before anything is sent: what the target does not take, by its own word and that of the records. */
  private List<BlobProblem> tooLarge() throws StreamingException {
    List<BlobProblem> problems = new ArrayList<>();
    for (BlobItem blob : checked().notMoved(logbook.state())) {
      if (limit().isExceededByClaim(blob)) {
        problems.add(
            new BlobProblem(blob.cid().toString(), blob.recordPath(), blob.claimedBytes(), ErrorCode.TOO_LARGE));
      }
    }
    return problems;
  }

  private static Set<String> cids(Collection<BlobProblem> problems) {
    Set<String> cids = new LinkedHashSet<>();
    for (BlobProblem problem : problems) {
      cids.add(problem.cid());
    }
    return cids;
  }
}
