package portage.migration;

import portage.error.CancelledException;
import portage.error.StreamingException;

/** The person, as far as a rotation key of their own is concerned. Any question may be cancelled. */
public interface KeyPerson {
  /**
   * The key, in any form that {@code KeyText} reads. It was given before, perhaps, and is not kept anywhere.
   *
   * @param problemOrNull what was wrong with the last one
   */
  String ownKey(StreamingException problemOrNull) throws CancelledException;

  /**
   * The identity is about to name a signing key that this page has just made, in the place of the one that the lost server
   * had; it opens the account at the target and is gone then. Returns on an explicit yes only.
   */
  void approveTemporaryKey(TemporaryKeyReport report) throws CancelledException;
}
