package portage.migration;

import portage.error.StreamingException;

/**
 * Where a person stays signed in on this computer: tokens by account, encrypted with a key that nothing can read out.
 * Nobody but the person puts anything here, and all of an account's goes at once.
 *
 * <p>Errors: {@code STORAGE_FULL}, {@code STORAGE_UNAVAILABLE}, {@code STORAGE_FAILED}.
 */
public interface TokenSafe {
  /** Whether tokens can be kept here and read again; tried, not guessed. Leaves nothing behind. */
  boolean isUsable();

  /** Keeps {@code token} in the place of an earlier one of that name; returns once it is on disk. */
  void keep(String did, String name, String token) throws StreamingException;

  /** The token, or null when there is none or it cannot be decrypted any more. */
  String open(String did, String name) throws StreamingException;

  /** Removes every token of {@code did} and the key to them; no error when there are none. */
  void wipe(String did) throws StreamingException;
}
