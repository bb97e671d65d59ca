package portage.archive;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * What can be wrong with a backup, as the exceptions that say so. The details are shown: each goes on after "damaged:" in words
 * that a person can read.
 */
public final class ArchiveFault {
  private static final ErrorContext READ = ErrorContext.of("read backup");

  private ArchiveFault() {}

  /** No ZIP file, no backup, or in a form that is refused. */
  public static StreamingException unreadable(String detail) {
    return new StreamingException(ErrorCode.BACKUP_UNREADABLE, READ, detail);
  }

  /** @param subject the entry, or null for the file as a whole */
  public static StreamingException damaged(String subject, String detail) {
    return new StreamingException(ErrorCode.BACKUP_DAMAGED, READ.about(subject), detail);
  }

  public static StreamingException newer(long version) {
    return new StreamingException(ErrorCode.BACKUP_NEWER, READ, "version " + version);
  }

  public static StreamingException ofAnotherAccount(String did) {
    return new StreamingException(ErrorCode.BACKUP_OF_ANOTHER_ACCOUNT, READ.about(did), null);
  }

  /** @param subject the entry that is not there, or null */
  public static StreamingException incomplete(String subject, String detail) {
    return new StreamingException(ErrorCode.BACKUP_INCOMPLETE, READ.about(subject), detail);
  }

  public static StreamingException gone(String fileName, Throwable cause) {
    return new StreamingException(ErrorCode.BACKUP_GONE, READ.about(fileName), null, cause);
  }

  public static StreamingException notWritten(String fileName, Throwable cause) {
    return new StreamingException(ErrorCode.BACKUP_NOT_WRITTEN, ErrorContext.of("write backup").about(fileName), null, cause);
  }
}
