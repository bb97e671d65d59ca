package portage.migration;

import java.util.List;
import portage.error.ErrorCode;
import portage.transfer.TransferProfile;

/**
 * Something that happened, as the journal keeps it. Facts are only ever added. None holds a password, code, token or key
 * that opens anything.
 */
public sealed interface Fact {
  /** When it happened, in milliseconds since 1970 by this computer's clock. */
  long atMillis();

  record Planned(long atMillis, MigrationPlan plan) implements Fact {}

  /**
   * The plan is to restore a backup, whose repo has this commit by its own word.
   *
   * @param savedAtMillis when the backup was made
   */
  record FromBackup(long atMillis, RestoreWay way, String root, String rev, long savedAtMillis) implements Fact {
    public static FromBackup of(long atMillis, SavedAccount saved, SourceAccess access) {
      RestoreWay way = access instanceof SourceAccess.ByKey ? RestoreWay.BY_OWN_KEY : RestoreWay.WITH_SOURCE;
      return new FromBackup(atMillis, way, saved.commit().cid(), saved.commit().rev(), saved.savedAtMillis());
    }
  }

  /**
   * The identity was to be given a signing key that this page had made, by the operation with that CID; it may have arrived.
   * The key itself was in memory only.
   */
  record TemporaryKeyUsed(long atMillis, String operation) implements Fact {}

  /** How much is done at once in this move, as the person accepted it; holds after every reload. */
  record ProfileChosen(long atMillis, TransferProfile profile) implements Fact {}

  record Begun(long atMillis, Step step) implements Fact {}

  record Done(long atMillis, Step step) implements Fact {}

  /** The repo is kept here under {@code RepoStore}'s name and passed every check. */
  record RepoChecked(long atMillis, RepoSummary repo) implements Fact {}

  /**
   * The kept repo with that root came about by what was written at the source since {@code fromRoot}: its first {@code
   * deltaBytes} make it out of that on a server that holds it.
   */
  record RepoGrown(long atMillis, String fromRoot, String root, long deltaBytes) implements Fact {}

  /** The blob is kept here and passed its check; {@code contentType} is what the source keeps it as. */
  record BlobKept(long atMillis, String cid, long sizeBytes, String contentType) implements Fact {}

  /**
   * A piece of the repo is about to be sent. Where it was taken in, the target's head is {@code pieceRoot} and it holds the
   * first {@code records} records.
   */
  record PieceBegun(long atMillis, String pieceRoot, long records) implements Fact {}

  /** The target does not take a repo or a piece of that size at once. */
  record PieceTooLarge(long atMillis, long sizeBytes) implements Fact {}

  /** The target does not want pieces: the repo is sent whole. */
  record PiecesRefused(long atMillis) implements Fact {}

  /** The target took in a piece; it holds the first {@code records} records. */
  record PieceLanded(long atMillis, long records) implements Fact {}

  /** The target answered that it holds this blob. */
  record BlobMoved(long atMillis, String cid, long sizeBytes) implements Fact {}

  /** A try to move the blobs ended with these left over; replaces what was said before. */
  record BlobsLeft(long atMillis, List<BlobProblem> problems) implements Fact {}

  /** The person wants to go on without the blobs that are left. */
  record BlobsGivenUp(long atMillis) implements Fact {}

  /** There is no room for copies: what the target holds is not kept here any more. */
  record CopiesGivenUp(long atMillis) implements Fact {}

  /** What became of the preferences; {@code count} of them are at the target. */
  record PreferencesCopied(long atMillis, PreferencesOutcome outcome, long count) implements Fact {}

  /** The operation as it came from the source, in JSON; its mailed code is spent. */
  record OperationSigned(long atMillis, String operationJson) implements Fact {}

  /** The signed operation is of no use any more: the identity moved on in between. */
  record OperationDropped(long atMillis) implements Fact {}

  /** The person said yes to the kept operation, or to the change of their document; it may be handed in from now on. */
  record Approved(long atMillis) implements Fact {}

  /** The identity was found to name the target already: what is missing of the move is finished, and there is no way back. */
  record IdentityFound(long atMillis) implements Fact {}

  /** A code was mailed. */
  record CodeRequested(long atMillis) implements Fact {}

  /** The mailed code was handed to the source, which spends it before it works; what became of it is not known yet. */
  record CodeUsed(long atMillis) implements Fact {}

  /** A failure that the person was told about; only its code. */
  record Failed(long atMillis, Step step, ErrorCode code) implements Fact {}
}
