package portage.archive;

/**
 * Something that is wrong with a backup.
 *
 * @param subject the file in it, or another name that the problem is about
 * @param detail for the report; empty when there is nothing to add
 */
public record BackupProblem(Kind kind, String subject, String detail) {
  /** What is wrong. */
  public enum Kind {
    /** The repo is not in the file. */
    REPO_MISSING(Weight.FATAL),
    /** The repo is not what was written, or not whole. */
    REPO_DAMAGED(Weight.FATAL),
    REPO_OF_ANOTHER_ACCOUNT(Weight.FATAL),
    REPO_SIGNATURE_INVALID(Weight.FATAL),
    /** Nothing proves which key signs the account's repo. */
    IDENTITY_NOT_PROVEN(Weight.FATAL),
    /** The DID document is not there, or none, or names no key. */
    DOCUMENT_BROKEN(Weight.NOTED),
    DOCUMENT_OF_ANOTHER_ACCOUNT(Weight.NOTED),
    /** The log of the identity is not there, or does not hold together, or is another account's. */
    LOG_BROKEN(Weight.NOTED),
    /** Document and log name different keys. */
    KEYS_DIFFER(Weight.NOTED),
    /** A blob in the file is not the one that its name says. */
    BLOB_DAMAGED(Weight.NOTED),
    /** Another file is not what was written. */
    FILE_DAMAGED(Weight.NOTED),
    /** The manifest names a file that is not there. */
    FILE_MISSING(Weight.NOTED),
    /** A file is there of which the manifest does not know. */
    FILE_UNKNOWN(Weight.NOTED),
    /** The manifest says something else than the file in size, name, checksum or repo. */
    MANIFEST_CONTRADICTS(Weight.NOTED),
    /** The manifest names other records than those that use the blob. */
    RECORDS_CONTRADICT(Weight.NOTED),
    /** A blob is not there, and the manifest does not say so. */
    ABSENCE_NOT_NAMED(Weight.NOTED);

    private final Weight weight;

    Kind(Weight weight) {
      this.weight = weight;
    }

    /** True when nothing can be restored because of it. */
    public boolean isFatal() {
      return weight == Weight.FATAL;
    }
  }

  private enum Weight { FATAL, NOTED }
}
