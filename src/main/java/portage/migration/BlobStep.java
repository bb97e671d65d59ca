package portage.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.RetryPolicy;
import portage.stream.StorageBackend;
import portage.stream.Task;
import portage.transfer.BlobCheck;
import portage.transfer.BlobItem;
import portage.transfer.BlobSource;
import portage.transfer.BlobTarget;
import portage.transfer.SyncOrchestrator;
import portage.transfer.TransferProfile;

/**
 * Moves the blobs that the target says it misses, several at a time, each checked before and after. One that cannot move
 * is named and counted, and the others go on.
 */
final class BlobStep {
  /** Rounds of asking the target again without anything new going wrong. */
  private static final int MAX_ROUNDS = 3;

  private final Parties parties;
  private final Logbook logbook;
  private final StorageBackend storage;
  private final SyncOrchestrator orchestrator;
  private final TransferProfile profile;
  private final RetryPolicy retry;
  private final BlobProgress progress;

  BlobStep(
      Parties parties,
      Logbook logbook,
      StorageBackend storage,
      SyncOrchestrator orchestrator,
      TransferProfile profile,
      RetryPolicy retry,
      BlobProgress progress) {
    this.parties = parties;
    this.logbook = logbook;
    this.storage = storage;
    this.orchestrator = orchestrator;
    this.profile = profile;
    this.retry = retry;
    this.progress = progress;
  }

  /** The start of the names of kept blobs of an account. */
  static String keptPrefix(String did) {
    return "blob-" + did.toLowerCase().replace(':', '.').replace('%', '_') + "-";
  }

  /** Moves what is missing; asks {@code person} what to do about the rest. Returns when nothing is left or given up. */
  void run(Person person) throws StreamingException {
    while (true) {
      List<BlobProblem> problems = moveMissing();
      if (problems.isEmpty() && logbook.state().blobProblems().isEmpty()) {
        return;
      }
      List<BlobProblem> known = logbook.state().blobProblems();
      if (logbook.state().areBlobsGivenUp() && known.containsAll(problems)) {
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
    return target().missing();
  }

  private List<BlobProblem> moveMissing() throws StreamingException {
    Map<String, BlobProblem> problems = new LinkedHashMap<>();
    for (int round = 1; ; round++) {
      List<BlobItem> waiting = new ArrayList<>();
      for (BlobItem blob : missing()) {
        if (!problems.containsKey(blob.cid().toString())) {
          waiting.add(blob);
        }
      }
      if (waiting.isEmpty()) {
        return new ArrayList<>(problems.values());
      }
      if (round > MAX_ROUNDS) {
        throw new StreamingException(
            ErrorCode.BLOBS_INCOMPLETE,
            ErrorContext.of("com.atproto.repo.listMissingBlobs").at(parties.targetData().origin().host()),
            waiting.size() + " still asked for after every one was taken");
      }
      progress.expect(waiting.size());
      moveAll(waiting, problems);
    }
  }

  private void moveAll(Collection<BlobItem> blobs, Map<String, BlobProblem> problems) throws StreamingException {
    BlobQueue queue = new BlobQueue(blobs);
    List<Task<Void>> workers = new ArrayList<>();
    for (int i = 0; i < profile.downloads(); i++) {
      workers.add(Task.start(() -> work(queue, problems)));
    }
    StreamingException failure = null;
    for (Task<Void> worker : workers) {
      try {
        worker.await();
      } catch (StreamingException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Void work(BlobQueue queue, Map<String, BlobProblem> problems) throws StreamingException {
    for (BlobItem blob = queue.next(); blob != null; blob = queue.next()) {
      StreamingException failure = null;
      try {
        move(blob);
      } catch (StreamingException e) {
        failure = e;
      }
      if (failure == null) {
        continue;
      }
      if (!isAboutThisBlob(failure)) {
        // The network, the session or the disk: the other blobs would fail the same way.
        queue.drop();
        throw failure;
      }
      synchronized (problems) {
        problems.put(
            blob.cid().toString(), new BlobProblem(blob.cid().toString(), blob.recordPath(), failure.code()));
      }
      progress.left();
    }
    return null;
  }

  private void move(BlobItem blob) throws StreamingException {
    String name = keptPrefix(parties.did().toString()) + blob.cid();
    long sizeBytes = retry.run(parties.signal(), attempt -> moveOnce(blob, name));
    logbook.add(new Fact.BlobMoved(logbook.now(), blob.cid().toString(), sizeBytes));
    progress.moved();
  }

  private long moveOnce(BlobItem blob, String name) throws StreamingException {
    Session asSelfOrNull = parties.sourceSession().statusOrNull() == null ? null : parties.sourceSession();
    BlobCheck check = new BlobCheck(blob.cid(), parties.sourceData().origin().host());
    BlobSource source = new BlobSource(parties.sourceData(), parties.did(), asSelfOrNull);
    StreamingException corrupt;
    try {
      orchestrator.syncWithTee(blob, name, source, target(), check);
      return check.sizeBytes();
    } catch (StreamingException e) {
      if (e.code() != ErrorCode.TOO_LARGE && e.code() != ErrorCode.BLOB_CORRUPT) {
        throw e;
      }
      corrupt = e;
    }
    if (corrupt.code() == ErrorCode.BLOB_CORRUPT) {
      storage.delete(name);
    }
    throw corrupt;
  }

  private BlobTarget target() {
    return new BlobTarget(parties.targetData(), parties.targetSession(), parties.liveProbe());
  }

  private static boolean isAboutThisBlob(StreamingException e) {
    return switch (e.code()) {
      case BLOB_MISSING_AT_SOURCE, BLOB_CORRUPT, TOO_LARGE, REFUSED -> true;
      default -> false;
    };
  }
}
