package portage.error;

/**
 * Where something went wrong: goes into every message, so that a report can be read without a debugger.
 *
 * @param operation what was being done, an NSID or a few words; never null
 * @param subject what it was done to (a CID, a path, a file name), or null
 * @param host the server asked, host and port only, or null; never a full URL, because queries can hold names
 * @param offsetBytes how far into a body, or -1 where that means nothing
 * @param attempt 1 for the first try
 */
public record ErrorContext(String operation, String subject, String host, long offsetBytes, int attempt) {

  public static ErrorContext of(String operation) {
    return new ErrorContext(operation, null, null, -1, 1);
  }

  public ErrorContext about(String newSubject) {
    return new ErrorContext(operation, newSubject, host, offsetBytes, attempt);
  }

  public ErrorContext at(String newHost) {
    return new ErrorContext(operation, subject, newHost, offsetBytes, attempt);
  }

  public ErrorContext offset(long newOffsetBytes) {
    return new ErrorContext(operation, subject, host, newOffsetBytes, attempt);
  }

  public ErrorContext attempt(int newAttempt) {
    return new ErrorContext(operation, subject, host, offsetBytes, newAttempt);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(operation);
    if (subject != null) {
      text.append(' ').append(subject);
    }
    if (host != null) {
      text.append(" at ").append(host);
    }
    if (offsetBytes >= 0) {
      text.append(", byte ").append(offsetBytes);
    }
    if (attempt > 1) {
      text.append(", attempt ").append(attempt);
    }
    return text.toString();
  }
}
