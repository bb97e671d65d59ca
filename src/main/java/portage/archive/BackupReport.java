package portage.archive;

import java.util.List;
import java.util.Map;
import portage.repo.RepoReport;

/**
 * What a backup holds, and whether an account could be restored from it; everything was read and checked.
 *
 * @param manifest what it says of itself
 * @param repoOrNull what its repo holds; null when that is not to be relied on
 * @param blobsByType blobs that are whole, by the type that the manifest gives them
 * @param missing what the records use and is not there whole
 * @param problems what is wrong, at most {@link Findings#MOST}
 * @param problemCount how many problems there are
 */
public record BackupReport(
    Manifest manifest,
    RepoReport repoOrNull,
    Map<String, Sum> blobsByType,
    List<AbsentBlob> missing,
    List<BackupProblem> problems,
    long problemCount,
    LiveKey liveKey) {
  /** Some files. */
  public record Sum(long count, long sizeBytes) {
    Sum plus(long bytes) {
      return new Sum(count + 1, sizeBytes + bytes);
    }
  }

  /** Whether the account's key is still the one that signed the repo. */
  public enum LiveKey { NOT_ASKED, SAME, CHANGED }

  /** Whether the account could be restored. */
  public enum Verdict { WHOLE, WITHOUT_SOME_BLOBS, NOT_AT_ALL }

  public Verdict verdict() {
    if (obstacleOrNull() != null) {
      return Verdict.NOT_AT_ALL;
    }
    return missing.isEmpty() ? Verdict.WHOLE : Verdict.WITHOUT_SOME_BLOBS;
  }

  /** What makes that nothing can be restored, or null when something can. */
  public BackupProblem obstacleOrNull() {
    for (BackupProblem problem : problems) {
      if (problem.kind().isFatal()) {
        return problem;
      }
    }
    return null;
  }

  /** Blobs that are whole. */
  public Sum blobs() {
    Sum all = new Sum(0, 0);
    for (Sum each : blobsByType.values()) {
      all = new Sum(all.count() + each.count(), all.sizeBytes() + each.sizeBytes());
    }
    return all;
  }
}
