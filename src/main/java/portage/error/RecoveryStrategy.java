package portage.error;

/** What can be done about a {@link RecoverableStreamingException}; carried out where it is caught, not decoration. */
public sealed interface RecoveryStrategy {
  /** Try the same again after {@code delayMillis}; negative when the server named no delay and ours applies. */
  record RetryAfter(long delayMillis) implements RecoveryStrategy {}

  /** Refresh the access token, then try the same again, once. */
  record RefreshSession() implements RecoveryStrategy {}

  /** Go on with the next storage backend, or without keeping a copy. */
  record UseFallbackStorage() implements RecoveryStrategy {}

  /** Only the person can help: another password, another handle, a new code. */
  record AskUser() implements RecoveryStrategy {}
}
