package portage.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.repo.BlobUse;
import portage.repo.RepoBlobs;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.Task;
import portage.transfer.BlobItem;
import portage.transfer.ItemCheck;
import portage.transfer.RepoSource;
import portage.transfer.SyncOrchestrator;

/**
 * Asks a server for blobs one by one; the bytes are not fetched. Its own list of what it misses does not tell of a blob that
 * came before the records that use it, as some tools send them: it counts as there and is given to nobody (@atproto/pds
 * 0.5.35).
 */
final class BlobSurvey {
  private final PdsData data;
  private final Did did;
  private final Session asSelfOrNull;
  private final int atOnce;
  private final Runnable changed;
  private final ArrayDeque<BlobItem> waiting = new ArrayDeque<>();
  private final List<BlobItem> notServed = new ArrayList<>();
  private long asked;
  private long total;

  /** {@code atOnce}: how many questions may be open at a time. */
  BlobSurvey(PdsData data, Did did, Session asSelfOrNull, int atOnce, Runnable changed) {
    this.data = data;
    this.did = did;
    this.asSelfOrNull = asSelfOrNull;
    this.atOnce = atOnce;
    this.changed = changed;
  }

  /** What the server cannot give of all that its repo of the account uses, which is kept as {@code name} meanwhile. */
  List<BlobItem> notServed(StorageBackend storage, SyncOrchestrator orchestrator, String name)
      throws StreamingException {
    List<BlobItem> items = new ArrayList<>();
    for (BlobUse use : uses(storage, orchestrator, name)) {
      items.add(new BlobItem(use.cid(), use.firstRecordPath(), use.sizeBytes(), use.mimeType()));
    }
    return notServed(items);
  }

  /** What the server cannot give of {@code blobs}. */
  List<BlobItem> notServed(Collection<BlobItem> blobs) throws StreamingException {
    waiting.addAll(blobs);
    total = waiting.size();
    List<Task<Void>> workers = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      workers.add(Task.start(this::askAll));
    }
    StreamingException first = null;
    for (Task<Void> worker : workers) {
      StreamingException failure = failureOf(worker);
      first = first == null ? failure : first;
    }
    if (first != null) {
      throw first;
    }
    return notServed;
  }

  private List<BlobUse> uses(StorageBackend storage, SyncOrchestrator orchestrator, String name)
      throws StreamingException {
    try {
      orchestrator.keep(did, name, new RepoSource(data, asSelfOrNull), new AsItComes());
      StoredItem car = storage.open(name);
      try {
        return RepoBlobs.of(car);
      } finally {
        car.close();
      }
    } finally {
      storage.delete(name);
    }
  }

  /** The repo is only read for what it refers to, and every block is hashed then. */
  private static final class AsItComes implements ItemCheck {
    @Override
    public void push(DataChunk chunk) {}

    @Override
    public void finish(StoredItem item) {}
  }

  private static StreamingException failureOf(Task<Void> worker) {
    try {
      worker.await();
      return null;
    } catch (StreamingException e) {
      return e;
    }
  }

  private Void askAll() throws StreamingException {
    for (BlobItem blob = next(); blob != null; blob = next()) {
      if (!isServed(data, did, blob.cid().toString(), asSelfOrNull)) {
        note(blob);
      }
      oneMore();
      changed.run();
    }
    return null;
  }

  private synchronized BlobItem next() {
    return waiting.poll();
  }

  private synchronized void oneMore() {
    asked++;
  }

  /** Blobs that the server was asked for. */
  long asked() {
    return asked;
  }

  /** Blobs that the records use; 0 before the repo was read. */
  long total() {
    return total;
  }

  private synchronized void note(BlobItem blob) {
    notServed.add(blob);
  }

  /** True when the server begins to send that blob. */
  static boolean isServed(PdsData data, Did did, String cid, Session asSelfOrNull) throws StreamingException {
    try {
      data.getBlob(did.toString(), cid, asSelfOrNull).stream().close();
      return true;
    } catch (StreamingException e) {
      if (e.code() == ErrorCode.BLOB_MISSING_AT_SOURCE) {
        return false;
      }
      throw e;
    }
  }
}
