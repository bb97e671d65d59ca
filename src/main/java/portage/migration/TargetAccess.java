package portage.migration;

import portage.atproto.NewAccount;
import portage.atproto.Session;

/** How the person gets into the target. */
public sealed interface TargetAccess {
  /** The account is there already, deactivated or moved, and we are signed in to it. */
  record SignedIn(Session session) implements TargetAccess {}

  /** The account is still to be made. */
  record ToCreate(NewAccount account) implements TargetAccess {}
}
