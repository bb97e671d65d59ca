package portage.error;

/**
 * Something that ends the step at hand. Carries a code for decisions and for the person, and a context for the report.
 * The detail is for the report alone; it never holds a password, code, token or key.
 */
public class StreamingException extends Exception {
  private final ErrorCode code;
  private final ErrorContext context;
  private final String detail;

  public StreamingException(ErrorCode code, ErrorContext context, String detail) {
    this(code, context, detail, null);
  }

  public StreamingException(ErrorCode code, ErrorContext context, String detail, Throwable cause) {
    // Suppression is off: TeaVM's Throwable.addSuppressed fails, and try-with-resources would call it.
    super(code + ": " + context + (detail == null ? "" : ": " + detail), cause, false, true);
    this.code = code;
    this.context = context;
    this.detail = detail == null ? "" : detail;
  }

  public ErrorCode code() {
    return code;
  }

  public ErrorContext context() {
    return context;
  }

  /** What the report adds to code and context; empty when there is nothing to add. */
  public String detail() {
    return detail;
  }
}
