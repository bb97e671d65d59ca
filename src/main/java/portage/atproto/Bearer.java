package portage.atproto;

import portage.error.StreamingException;

/** Where the token of an authorised call comes from. */
public interface Bearer {
  /** The token to send now. */
  String token();

  /** True when the token is so old that it had better be refreshed before it is sent. */
  default boolean isStale() {
    return false;
  }

  /** False for a token that nothing comes after, such as a service token. */
  boolean isRefreshable();

  /**
   * Gets a new one in the place of {@code stale}, which has expired. Several calls may ask at once; the token is refreshed
   * once.
   */
  void refresh(String stale) throws StreamingException;
}
