package portage.migration;

import portage.atproto.Session;
import portage.crypto.Signing;

/** How the account leaves: with what its server gives, or with what a backup holds. */
public sealed interface SourceAccess {
  /** The person is signed in at the source, and everything comes from there. */
  record SignedIn(Session session) implements SourceAccess {}

  /** The person is signed in at the source; what a backup holds comes from that. */
  record Backed(Session session, SavedAccount saved) implements SourceAccess {}

  /**
   * Nobody is asked at the source: everything comes from a backup, and the person's own key speaks for the account.
   *
   * @param keyOrNull null as long as it was not given since the page was opened
   * @param keys asked for it when it is needed
   */
  record ByKey(SavedAccount saved, OwnKey keyOrNull, KeyPerson keys, Signing signing) implements SourceAccess {}

  /** The backup that is restored, or null. */
  default SavedAccount savedOrNull() {
    if (this instanceof Backed backed) {
      return backed.saved();
    }
    return this instanceof ByKey byKey ? byKey.saved() : null;
  }

  /** The session at the source, or null. */
  default Session sessionOrNull() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.session();
    }
    return this instanceof Backed backed ? backed.session() : null;
  }
}
