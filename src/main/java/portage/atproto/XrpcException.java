package portage.atproto;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.RecoverableStreamingException;
import portage.error.RecoveryStrategy;

/** An error answer of an XRPC server: status, error name and method are fields; nobody decides on message text. */
public final class XrpcException extends RecoverableStreamingException {
  private final int status;
  private final String error;
  private final String nsid;
  private final String serverMessage;
  private final RateLimit rateLimitOrNull;

  public XrpcException(
      ErrorCode code,
      ErrorContext context,
      RecoveryStrategy strategy,
      int status,
      String error,
      String nsid,
      String serverMessage) {
    this(code, context, strategy, status, error, nsid, serverMessage, null);
  }

  /** {@code rateLimitOrNull} is what the server says about its limits. */
  public XrpcException(
      ErrorCode code,
      ErrorContext context,
      RecoveryStrategy strategy,
      int status,
      String error,
      String nsid,
      String serverMessage,
      RateLimit rateLimitOrNull) {
    super(code, context, status + " " + error + (serverMessage.isEmpty() ? "" : ": " + serverMessage), strategy);
    this.status = status;
    this.error = error;
    this.nsid = nsid;
    this.serverMessage = serverMessage;
    this.rateLimitOrNull = rateLimitOrNull;
  }

  public int status() {
    return status;
  }

  /** The lexicon's error name; empty when the answer was not XRPC. */
  public String error() {
    return error;
  }

  public String nsid() {
    return nsid;
  }

  /** What the server said, at most 300 characters; for people, never for decisions. */
  public String serverMessage() {
    return serverMessage;
  }

  /** What the server says about its limits, or null. */
  public RateLimit rateLimitOrNull() {
    return rateLimitOrNull;
  }

  /** As {@link #as}, unless the answer has a code of its own already, such as an ended session or too many requests. */
  public XrpcException ifRefused(ErrorCode code) {
    return code() == ErrorCode.REFUSED ? as(code) : this;
  }

  /** The same answer with the code that it has for this particular call. */
  public XrpcException as(ErrorCode code) {
    return asking(code, RecoveryStrategy.Question.about(code), context());
  }

  /** As {@link #as}, said about {@code subject}. */
  public XrpcException as(ErrorCode code, String subject) {
    return asking(code, RecoveryStrategy.Question.about(code), context().about(subject));
  }

  /** The same answer, brought before the person as {@code question}. */
  public XrpcException asking(RecoveryStrategy.Question question) {
    return asking(code(), question, context());
  }

  private XrpcException asking(ErrorCode code, RecoveryStrategy.Question question, ErrorContext context) {
    return new XrpcException(
        code, context, new RecoveryStrategy.AskUser(question), status, error, nsid, serverMessage, rateLimitOrNull);
  }
}
