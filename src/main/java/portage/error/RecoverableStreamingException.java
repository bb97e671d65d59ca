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

  /** A failure that only the person can do something about: asks what its code brings up. */
  public static RecoverableStreamingException asking(ErrorCode code, ErrorContext context) {
    return new RecoverableStreamingException(
        code, context, null, new RecoveryStrategy.AskUser(RecoveryStrategy.Question.about(code)));
  }

  public RecoveryStrategy strategy() {
    return strategy;
  }

  /** True when {@code failure} is to be answered by asking the person {@code question}. */
  public static boolean asks(StreamingException failure, RecoveryStrategy.Question question) {
    return failure instanceof RecoverableStreamingException recoverable
        && recoverable.strategy() instanceof RecoveryStrategy.AskUser ask
        && ask.question() == question;
  }
}
