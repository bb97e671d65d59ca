package portage.archive;

import java.util.List;
import portage.metrics.StreamingMetrics;
import portage.repo.RepoReport;

/**
 * What a backup that was made holds.
 *
 * @param repo what its repo holds
 * @param sizeBytes of the file
 * @param blobCount blobs in it that the records use
 * @param blobBytes of these, unpacked
 * @param missing what the records use and could not be had
 * @param movedOn true when the account has written more since its repo was read: the backup is consistent, and not the latest
 * @param counted while it was made
 */
public record BackupResult(
    Manifest manifest,
    RepoReport repo,
    long sizeBytes,
    long blobCount,
    long blobBytes,
    List<AbsentBlob> missing,
    boolean movedOn,
    StreamingMetrics counted) {}
