package portage.transfer;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.net.Clock;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.ChannelTee;
import portage.stream.DataChunk;
import portage.stream.DataSource;
import portage.stream.DataTarget;
import portage.stream.HeldBackStream;
import portage.stream.Payload;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.stream.Task;
import portage.stream.TeeGate;

/**
 * Moves one item, a repo or a blob: source stream, gate, tee, storage branch and upload branch.
 *
 * <p>The storage branch is always there and is the one that verifies. The upload branch is live only where the target
 * really takes a body that is still arriving; its last chunk is held back until the item has been verified, so that a
 * target never gets the whole of something wrong. Everywhere else the kept copy is sent after verification. A live upload
 * that fails is made good from the kept copy.
 */
public final class SyncOrchestrator {
  /** How an item reached the target. */
  public enum Path { LIVE, STORED }

  /** Smaller items are more about the round trip than about the line. */
  private static final long TELLING_BYTES = 128 << 10;

  private final ChannelTee tee;
  private final StorageBackend storage;
  private final TransferProfile profile;
  private final MetricsCollector metrics;
  private final Clock clock;
  private final CancelSignal signal;
  private double bytesPerSecond;

  public SyncOrchestrator(
      ChannelTee tee, StorageBackend storage, TransferProfile profile, MetricsCollector metrics, Clock clock, CancelSignal signal) {
    this.tee = tee;
    this.storage = storage;
    this.profile = profile;
    this.metrics = metrics;
    this.clock = clock;
    this.signal = signal;
  }

  /**
   * Downloads {@code item}, keeps it as {@code name}, checks it, and sees to it that the target holds it.
   *
   * @throws StreamingException when any of these failed; then the target was not given the last byte of anything wrong,
   *     and a copy that failed its check is not kept
   */
  public <I> Path syncWithTee(I item, String name, DataSource<I> source, DataTarget<I> target, ItemCheck check)
      throws StreamingException {
    signal.throwIfCancelled("move " + name);
    if (target.takesLiveBodies()) {
      if (keepAndSend(item, name, source, target, check)) {
        return Path.LIVE;
      }
    } else {
      keep(item, name, source, check);
    }
    sendKept(item, name, target);
    return Path.STORED;
  }

  /** How fast the last item of some size arrived; 0 before there was one. */
  public double bytesPerSecond() {
    return bytesPerSecond;
  }

  /** Downloads, keeps and checks, without sending. */
  public <I> void keep(I item, String name, DataSource<I> source, ItemCheck check) throws StreamingException {
    ByteStream stream = source.download(item);
    try {
      store(stream, name, check, null);
    } finally {
      stream.close();
    }
  }

  /** Sends the kept and checked copy. */
  public <I> void sendKept(I item, String name, DataTarget<I> target) throws StreamingException {
    StoredItem kept = storage.open(name);
    if (kept == null) {
      throw new StreamingException(
          ErrorCode.STORAGE_FAILED, ErrorContext.of("send kept copy").about(name), "it is gone");
    }
    try {
      target.upload(item, new Payload.Stored(kept));
      metrics.sent(kept.sizeBytes());
      metrics.wentStored();
    } finally {
      kept.close();
    }
  }

  /** True when the live upload arrived; false when the item is kept and checked but must be sent again. */
  private <I> boolean keepAndSend(I item, String name, DataSource<I> source, DataTarget<I> target, ItemCheck check)
      throws StreamingException {
    TeeGate gate = new TeeGate(profile.windowBytes(), metrics::holds);
    ChannelTee.Branches branches = tee.split(source.download(item), gate);
    HeldBackStream held = new HeldBackStream(branches.upload());
    Task<StreamingException> upload = Task.start(() -> sendLive(item, target, held));
    try {
      long sizeBytes = store(branches.storage(), name, check, held);
      StreamingException failure = upload.await();
      if (failure == null) {
        metrics.sent(sizeBytes);
        metrics.wentLive();
      }
      return failure == null;
    } finally {
      held.close();
      branches.storage().close();
    }
  }

  /** Returns rather than throws what went wrong: the kept copy can still save the item. */
  private static <I> StreamingException sendLive(I item, DataTarget<I> target, HeldBackStream held) {
    try {
      target.upload(item, new Payload.Live(held));
      return null;
    } catch (StreamingException e) {
      return e;
    } finally {
      // An upload that gave up must not hold the storage branch back.
      held.close();
    }
  }

  private long store(ByteStream stream, String name, ItemCheck check, HeldBackStream heldOrNull)
      throws StreamingException {
    double begunMillis = clock.stopwatchMillis();
    try (StoredWriter writer = storage.create(name)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        signal.throwIfCancelled("move " + name);
        metrics.received(chunk.sizeBytes());
        double begun = metrics.now();
        check.push(chunk);
        metrics.verifiedSince(begun);
        writer.write(chunk);
        metrics.kept(chunk.sizeBytes());
      }
      noteRate(writer.sizeBytes(), clock.stopwatchMillis() - begunMillis);
      finish(check, writer.written());
      writer.finish();
      check.kept(writer.sizeBytes());
      if (heldOrNull != null) {
        heldOrNull.release();
      }
      return writer.sizeBytes();
    }
  }

  private void noteRate(long sizeBytes, double millis) {
    if (sizeBytes >= TELLING_BYTES && millis > 0) {
      bytesPerSecond = sizeBytes * 1000 / millis;
    }
  }

  private void finish(ItemCheck check, StoredItem written) throws StreamingException {
    double begun = metrics.now();
    check.finish(written);
    if (check.computesAtEnd()) {
      metrics.verifiedSince(begun);
    }
  }
}
