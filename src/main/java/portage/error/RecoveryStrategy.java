package portage.error;

/** What can be done about a {@link RecoverableStreamingException}; carried out where it is caught, not decoration. */
public sealed interface RecoveryStrategy {
  /** Try the same again after {@code delayMillis}; negative when the server named no delay and ours applies. */
  record RetryAfter(long delayMillis) implements RecoveryStrategy {}

  /** Refresh the access token, then try the same again, once. */
  record RefreshSession() implements RecoveryStrategy {}

  /** Go on with the next storage backend, or without keeping a copy. */
  record UseFallbackStorage() implements RecoveryStrategy {}

  /** Only the person can help, by an answer to {@code question}. */
  record AskUser(Question question) implements RecoveryStrategy {}

  /** What the person is asked. */
  enum Question {
    /** Whether to try again or to give up. */
    WHAT_NOW,
    /** To sign in once more. */
    SIGN_IN,
    /** For other details of the new account. */
    ACCOUNT_DETAILS,
    /** For the code of the latest mail. */
    MAIL_CODE;

    /** The question that a code brings up wherever it occurs. */
    public static Question about(ErrorCode code) {
      return switch (code) {
        case WRONG_PASSWORD, WRONG_ACCOUNT, APP_PASSWORD, SIGN_IN_CODE_NEEDED, SESSION_EXPIRED, KEPT_SIGN_IN_REFUSED ->
            SIGN_IN;
        case INVITE_CODE_NEEDED,
            INVITE_CODE_INVALID,
            HANDLE_TAKEN,
            HANDLE_INVALID,
            HANDLE_NOT_RESOLVING,
            PASSWORD_REFUSED -> ACCOUNT_DETAILS;
        case MAIL_CODE_INVALID, MAIL_CODE_EXPIRED -> MAIL_CODE;
        default -> WHAT_NOW;
      };
    }
  }
}
