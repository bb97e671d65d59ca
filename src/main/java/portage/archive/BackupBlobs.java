package portage.archive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.metrics.MetricsCollector;
import portage.repo.BlobUse;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.transfer.BlobCheck;
import portage.transfer.BlobItem;
import portage.transfer.ItemCheck;

/** Writes the blobs of a repo into a backup, one after the other, while others are fetched. */
final class BackupBlobs {
  private final ZipWriter zip;
  private final List<BlobPlace> places;
  private final BackupSurroundings around;
  private final MetricsCollector metrics;
  private final CancelSignal signal;
  private final BackupProgress progress;
  private final Map<Cid, BlobUse> uses = new TreeMap<>();
  private final List<ManifestEntry> entries = new ArrayList<>();
  private final List<AbsentBlob> missing = new ArrayList<>();

  /** {@code places}: the nearest first. */
  BackupBlobs(
      ZipWriter zip,
      List<BlobPlace> places,
      BackupSurroundings around,
      MetricsCollector metrics,
      CancelSignal signal,
      BackupProgress progress) {
    this.zip = zip;
    this.places = places;
    this.around = around;
    this.metrics = metrics;
    this.signal = signal;
    this.progress = progress;
  }

  /**
   * Writes what is not yet there. What cannot be had is named in {@link #missing}.
   *
   * @param there blobs that are whole in the file, with their sizes
   * @throws StreamingException for what all blobs would meet: the network, the disk, a cancel
   */
  void write(List<BlobUse> wanted, Map<Cid, Long> there) throws StreamingException {
    List<BlobItem> items = new ArrayList<>();
    for (BlobUse use : wanted) {
      uses.put(use.cid(), use);
      if (there.containsKey(use.cid())) {
        continue;
      }
      if (use.cid().isSha256()) {
        items.add(new BlobItem(use.cid(), use.firstRecordPath(), use.sizeBytes(), use.mimeType()));
      } else {
        missing.add(AbsentBlob.of(use.cid(), AbsentBlob.Reason.UNCHECKABLE, use.recordPaths()));
        progress.absent();
      }
    }
    there.forEach(this::takeOver);
    fetchAndWrite(items);
  }

  /** One of which no record speaks any more stays in the file, and is named. */
  private void takeOver(Cid cid, long sizeBytes) {
    BlobUse use = uses.get(cid);
    String type = use == null ? "application/octet-stream" : use.mimeType();
    entries.add(ManifestEntry.ofBlob(ArchiveBlobSource.FOLDER + cid, sizeBytes, cid, type, use == null ? List.of() : use.recordPaths()));
    if (use != null) {
      progress.takenOver(sizeBytes);
    }
  }

  private void fetchAndWrite(List<BlobItem> items) throws StreamingException {
    BlobsAhead ahead = new BlobsAhead(items, around.profile(), metrics);
    Runnable listener = ahead.endWith(signal);
    BlobFetch fetch = new BlobFetch(ahead, places, around, metrics, signal);
    fetch.start();
    try {
      for (BlobsAhead.Arrival next = ahead.next(); next != null; next = ahead.next()) {
        take(next, fetch, ahead);
        ahead.written(next);
      }
    } finally {
      ahead.fail(new StreamingException(ErrorCode.INTERNAL, ErrorContext.of("fetch blobs"), "nobody wants any more"));
      fetch.awaitEnd();
      signal.removeListener(listener);
    }
    if (ahead.isAllFailed()) {
      throw new StreamingException(
          ErrorCode.SERVER_FAILED, ErrorContext.of("com.atproto.sync.getBlob"), "each of " + items.size() + " blobs");
    }
  }

  private void take(BlobsAhead.Arrival arrival, BlobFetch fetch, BlobsAhead ahead) throws StreamingException {
    BlobItem blob = arrival.blob();
    StreamingException failure = arrival.failureOrNull();
    if (arrival.chunksOrNull() != null) {
      // Checked when it came.
      add(blob, new Chunks(arrival.chunksOrNull(), signal), Unchecked.CHECK);
    } else if (failure == null) {
      failure = fetch.tryEach(blob, place -> {
        BlobCheck check = fetch.check(blob, place);
        add(blob, fetch.open(blob, place), check);
      });
      if (failure == null) {
        ahead.noteSuccess();
      } else {
        ahead.noteFailure(failure);
      }
    }
    if (failure != null) {
      missing.add(AbsentBlob.of(blob.cid(), AbsentBlob.Reason.of(failure.code()), uses.get(blob.cid()).recordPaths()));
      progress.absent();
    }
  }

  private void add(BlobItem blob, ByteStream bytes, ItemCheck check) throws StreamingException {
    String type = blob.contentType();
    ZipEntry entry = zip.add(ArchiveBlobSource.FOLDER + blob.cid(), Packing.suiting(type), bytes, check);
    entries.add(
        ManifestEntry.ofBlob(entry.name(), entry.sizeBytes(), blob.cid(), type, uses.get(blob.cid()).recordPaths()));
    progress.written(entry.sizeBytes());
  }

  /** Chunks in memory as a stream, which lets go of them one by one. */
  private static final class Chunks implements ByteStream {
    private final Iterator<DataChunk> chunks;
    private final CancelSignal signal;

    Chunks(List<DataChunk> chunks, CancelSignal signal) {
      this.chunks = chunks.iterator();
      this.signal = signal;
    }

    @Override
    public DataChunk read() throws StreamingException {
      signal.throwIfCancelled("write blob");
      return chunks.hasNext() ? chunks.next() : null;
    }

    @Override
    public void close() {}
  }

  List<ManifestEntry> entries() {
    return entries;
  }

  List<AbsentBlob> missing() {
    return missing;
  }
}
