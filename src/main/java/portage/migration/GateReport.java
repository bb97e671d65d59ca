package portage.migration;

import java.util.List;

/**
 * Everything a person needs to know before the step that cannot be taken back. All of it was looked at just now.
 *
 * @param targetRecords records by the target's own count, which was compared with {@code repo.recordCount()}
 * @param missingBlobs what does not come along; empty means that nothing is missing
 */
public record GateReport(
    MigrationPlan plan,
    RepoSummary repo,
    long targetRecords,
    long movedBlobCount,
    long movedBlobBytes,
    List<BlobProblem> missingBlobs,
    Fact.PreferencesCopied preferences,
    List<IdentityChange> identityChanges) {}
