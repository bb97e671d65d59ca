package portage.atproto;

import portage.error.StreamingException;

/** Where the token of an authorised call comes from. */
public interface Bearer {
  /** The token to send now. */
  String token();

  /** False for a token that nothing comes after, such as a service token. */
  boolean isRefreshable();

  /**
   * Gets a new one after the server called {@code stale} expired. Several calls may ask at once; the token is refreshed
   * once.
   */
  void refresh(String stale) throws StreamingException;
}
