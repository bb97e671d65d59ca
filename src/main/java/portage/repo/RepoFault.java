package portage.repo;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** What can be wrong with a repo, as the exceptions that say so. */
final class RepoFault {
  private static final String OPERATION = "check repo";

  private RepoFault() {}

  /** @param offsetBytes where in the CAR, or -1 */
  static StreamingException corrupt(String subject, long offsetBytes, String detail) {
    return of(ErrorCode.REPO_CORRUPT, subject, offsetBytes, detail);
  }

  /** The CAR ends too early, or a block that must be there is not. */
  static StreamingException truncated(String subject, long offsetBytes, String detail) {
    return of(ErrorCode.REPO_TRUNCATED, subject, offsetBytes, detail);
  }

  static StreamingException of(ErrorCode code, String subject, long offsetBytes, String detail) {
    return new StreamingException(code, new ErrorContext(OPERATION, subject, null, offsetBytes, 1), detail);
  }
}
