package portage.error;

/** A failure with one known way on. */
public class RecoverableStreamingException extends StreamingException {
  private final RecoveryStrategy strategy;

  public RecoverableStreamingException(ErrorCode code, ErrorContext context, String detail, RecoveryStrategy strategy) {
    this(code, context, detail, strategy, null);
  }

  public RecoverableStreamingException(
      ErrorCode code, ErrorContext context, String detail, RecoveryStrategy strategy, Throwable cause) {
    super(code, context, detail, cause);
    this.strategy = strategy;
  }

  public RecoveryStrategy strategy() {
    return strategy;
  }
}
