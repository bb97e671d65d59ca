package portage.page;

import portage.atproto.AccountStatus;
import portage.migration.SavedAccount;
import portage.migration.SourceAccess;

/**
 * What is to come along, before anything was read.
 *
 * @param records -1 when nobody knows yet
 * @param blocks of the repo, -1 when nobody knows yet
 * @param source where it comes from
 */
record PlanCounts(long records, long blobs, long blocks, SourceAccess source) {
  /** By the source's own word. */
  static PlanCounts of(AccountStatus status, SourceAccess source) {
    return new PlanCounts(status.indexedRecords(), status.expectedBlobs(), status.repoBlocks(), source);
  }

  /** By a backup's list of contents. */
  static PlanCounts of(SourceAccess.ByKey source) {
    return new PlanCounts(-1, source.saved().blobCount(), -1, source);
  }

  boolean isByOwnKey() {
    return source instanceof SourceAccess.ByKey;
  }

  /** A source that is asked may have some that the backup lacks. */
  boolean hasPreferences() {
    SavedAccount saved = source.savedOrNull();
    return !isByOwnKey() || saved.preferencesOrNull() != null;
  }
}
