package portage.migration;

import portage.error.StreamingException;
import portage.metrics.MetricsCollector;
import portage.repo.KeptRepo;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.transfer.RepoItemCheck;

/**
 * Brings the kept repo up to date by what was written at the source since: only that is read there.
 *
 * <pre>
 * kept copy before     header | blocks
 * delta as it comes    header of the new root | blocks that are new since the rev of the copy's commit
 * kept copy after      delta | blocks of the copy before
 * </pre>
 *
 * <p>What comes out is one CAR again, and passes the check of a repo that was read whole before it takes the place of the
 * copy: each block's hash, the new commit's account and signature, every node and every record below it. What stays here is
 * complete, and the first bytes of it are the delta, which is all that the target needs. Blocks that the new tree does not
 * use any more stay in it; the reference server passes over them.
 */
final class RepoDelta {
  private static final int CHUNK_BYTES = 256 << 10;

  private final Parties parties;
  private final StorageBackend storage;
  private final MetricsCollector metrics;

  RepoDelta(Parties parties, StorageBackend storage, MetricsCollector metrics) {
    this.parties = parties;
    this.storage = storage;
    this.metrics = metrics;
  }

  /**
   * Reads what came since {@code rev} on top of the copy that is kept as {@code keptName}. Returns how many bytes that were,
   * or -1 when it does not add up with the copy, which then stays as it was: the source has to be read whole.
   */
  long keep(String rev, String keptName, RepoItemCheck check) throws StreamingException {
    try {
      return keepOrFail(rev, keptName, check);
    } catch (StreamingException e) {
      if (!isAboutDelta(e)) {
        throw e;
      }
    }
    return -1;
  }

  private long keepOrFail(String rev, String keptName, RepoItemCheck check) throws StreamingException {
    StoredItem before = storage.open(keptName);
    if (before == null) {
      return -1;
    }
    try (StoredWriter writer = storage.create(keptName)) {
      ByteStream delta = parties.sourceData().getRepoSince(parties.did().toString(), rev, parties.asSelfOrNull());
      long deltaBytes = pour(delta, metrics::received, writer, check);
      pour(KeptRepo.blocks(before, CHUNK_BYTES), bytes -> {}, writer, check);
      check.finish(writer.written());
      writer.finish();
      check.kept(writer.sizeBytes());
      return deltaBytes;
    } finally {
      before.close();
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
        parties.signal().throwIfCancelled("keep delta");
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
          BAD_ANSWER, STORAGE_FAILED -> true;
      default -> false;
    };
  }
}
