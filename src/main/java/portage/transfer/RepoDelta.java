package portage.transfer;

import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.repo.KeptRepo;
import portage.stream.ByteStream;
import portage.stream.CancelSignal;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredWriter;

/**
 * Brings an earlier copy of a repo up to date by what was written at the source since: only that is read there.
 *
 * <pre>
 * copy before          header | blocks
 * delta as it comes    header of the new root | blocks that are new since the rev of the copy's commit
 * kept copy after      delta | blocks of the copy before
 * </pre>
 *
 * <p>What comes out is one CAR again, and passes the check of a repo that was read whole before it takes the place of a
 * kept copy: each block's hash, the new commit's account and signature, every node and every record below it. What stays here is
 * complete, and the first bytes of it are the delta, which is all that the target needs. Blocks that the new tree does not
 * use any more stay in it; the reference server passes over them.
 */
public final class RepoDelta {
  /** Knows what was written to the repo. */
  public interface Source {
    /** A CAR with what came since {@code rev}; the caller closes it. */
    ByteStream since(String rev) throws StreamingException;
  }

  private final Source source;
  private final StorageBackend storage;
  private final MetricsCollector metrics;
  private final CancelSignal signal;

  public RepoDelta(Source source, StorageBackend storage, MetricsCollector metrics, CancelSignal signal) {
    this.source = source;
    this.storage = storage;
    this.metrics = metrics;
    this.signal = signal;
  }

  /**
   * Reads what came since {@code rev} on top of {@code carBefore}, which is closed then, and keeps it as {@code name}; a copy of
   * that name stays until it is replaced. Returns how many bytes came, or -1 when they do not add up with the copy: the source
   * has to be read whole.
   */
  public long keep(String rev, ByteStream carBefore, String name, RepoItemCheck check) throws StreamingException {
    try {
      return keepOrFail(rev, carBefore, name, check);
    } catch (StreamingException e) {
      if (!isAboutDelta(e)) {
        throw e;
      }
    } finally {
      carBefore.close();
    }
    return -1;
  }

  private long keepOrFail(String rev, ByteStream carBefore, String name, RepoItemCheck check) throws StreamingException {
    try (StoredWriter writer = storage.create(name)) {
      ByteStream delta = source.since(rev);
      long deltaBytes = pour(delta, metrics::received, writer, check);
      pour(KeptRepo.blocks(carBefore), bytes -> {}, writer, check);
      check.finish(writer.written());
      writer.finish();
      check.kept(writer.sizeBytes());
      return deltaBytes;
    }
  }

  /** Is told how many bytes came. */
  private interface Counter {
    void add(long bytes);
  }

  private long pour(ByteStream stream, Counter arrived, StoredWriter writer, RepoItemCheck check)
      throws StreamingException {
    long before = writer.sizeBytes();
    try {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        signal.throwIfCancelled("keep delta");
        arrived.add(chunk.sizeBytes());
        check.push(chunk);
        writer.write(chunk);
        metrics.kept(chunk.sizeBytes());
      }
    } finally {
      stream.close();
    }
    return writer.sizeBytes() - before;
  }

  /** True when reading the whole repo may do better; what the line or the browser's room is to blame for is not. */
  private static boolean isAboutDelta(StreamingException e) {
    return switch (e.code()) {
      case REPO_TRUNCATED, REPO_CORRUPT, REPO_OF_ANOTHER_ACCOUNT, REPO_SIGNATURE_INVALID, REFUSED, SERVER_FAILED,
          BAD_ANSWER, STORAGE_FAILED, BACKUP_DAMAGED -> true;
      default -> false;
    };
  }
}
