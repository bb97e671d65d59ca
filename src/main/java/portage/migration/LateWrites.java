package portage.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;
import portage.metrics.MetricsCollector;
import portage.repo.BlockReader;
import portage.repo.KeptRepo;
import portage.repo.RepoCheck;
import portage.repo.RepoDiff;
import portage.repo.RepoReport;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.transfer.RepoDelta;
import portage.transfer.RepoItemCheck;

/**
 * Finds what was written at the source between the last import and the moment when it was switched off there. It cannot be
 * imported any more: an import after activation would delete what was written at the target since. So it is named, by what
 * the source's last commit has and the kept copy has not.
 */
final class LateWrites {
  /** A record that is larger is named without its words. */
  private static final int MAX_READ_BYTES = 64 << 10;

  private static final int CHUNK_BYTES = 256 << 10;

  private final Parties parties;
  private final StorageBackend storage;
  private final MetricsCollector metrics;
  private final DidKey repoKey;

  /** {@code repoKey} is the key that signs the repo at the source. */
  LateWrites(Parties parties, StorageBackend storage, MetricsCollector metrics, DidKey repoKey) {
    this.parties = parties;
    this.storage = storage;
    this.metrics = metrics;
    this.repoKey = repoKey;
  }

  /** What came after {@code moved}; empty when it cannot be told, as when its copy is gone. */
  List<LateWrite> since(RepoSummary moved) throws StreamingException {
    String did = parties.did().toString();
    String name = KeptCopies.surveyName(did);
    try {
      RepoReport now = read(moved, KeptCopies.repoName(did), name);
      return now == null ? List.of() : compare(name, Cid.parse(moved.dataRoot()), now.dataRoot());
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException | MalformedException e) {
      return List.of(); // the move itself is well: that there is something, is told all the same
    } finally {
      storage.delete(name);
    }
  }

  /** The copy and what came since, as one CAR under {@code name}, in which both trees are; null when there is no copy. */
  private RepoReport read(RepoSummary moved, String keptName, String name) throws StreamingException {
    StoredItem kept = moved.rev() == null ? null : storage.open(keptName);
    if (kept == null) {
      return null;
    }
    // As the owner: the account is switched off there by now.
    RepoDelta delta =
        new RepoDelta(
            rev -> parties.sourceData().getRepoSince(parties.did().toString(), rev, parties.sourceSession()),
            storage, metrics, parties.signal());
    RepoReport[] report = {null};
    RepoCheck check = new RepoCheck(parties.did().toString(), repoKey, parties.signatures());
    try {
      delta.keep(
          moved.rev(), kept.stream(CHUNK_BYTES), name, new RepoItemCheck(check, (passed, sizeBytes) -> report[0] = passed));
    } finally {
      kept.close();
    }
    return report[0];
  }

  private List<LateWrite> compare(String name, Cid before, Cid after) throws StreamingException {
    StoredItem car = storage.open(name);
    try {
      BlockReader blocks = KeptRepo.open(car);
      List<LateWrite> writes = new ArrayList<>();
      for (RepoDiff.Difference each : RepoDiff.between(blocks, before, after)) {
        LateWrite.Kind kind =
            each.beforeOrNull() == null ? LateWrite.Kind.NEW
                : each.afterOrNull() == null ? LateWrite.Kind.DELETED : LateWrite.Kind.CHANGED;
        Cid record = each.afterOrNull() == null ? each.beforeOrNull() : each.afterOrNull();
        writes.add(new LateWrite(each.path(), kind, words(blocks, record)));
      }
      return writes;
    } finally {
      car.close();
    }
  }

  private static String words(BlockReader blocks, Cid cid) throws StreamingException {
    byte[] block = blocks.read(cid);
    if (block.length > MAX_READ_BYTES) {
      return "";
    }
    try {
      return words(DagCbor.decode(block));
    } catch (MalformedException e) {
      return "";
    }
  }

  /** By the names that records of apps usually have for it. */
  private static String words(Object record) {
    if (!(record instanceof Map<?, ?> fields)) {
      return "";
    }
    if (fields.get("text") instanceof String text) {
      return text;
    }
    Object subject = fields.get("subject");
    if (subject instanceof Map<?, ?> reference && reference.get("uri") instanceof String uri) {
      return uri;
    }
    return subject instanceof String did ? did : "";
  }
}
