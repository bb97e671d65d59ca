package portage.error;

/** The person gave up. Not a failure: nothing is reported, everything begun is released. */
public final class CancelledException extends StreamingException {
  public CancelledException(String operation) {
    super(ErrorCode.CANCELLED, ErrorContext.of(operation), null);
  }
}
