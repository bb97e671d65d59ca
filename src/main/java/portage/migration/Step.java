package portage.migration;

/** The steps of a migration, in their order. */
public enum Step {
  /** The account, deactivated, exists at the target and we are signed in to it. */
  CREATE_ACCOUNT,
  /** The repo is kept here, checked, and the target holds the same commit. */
  MOVE_REPO,
  /** Every blob that the repo refers to is at the target, or named as missing and accepted. */
  MOVE_BLOBS,
  COPY_PREFERENCES,
  /** The source signed the merged PLC operation and it is what was asked for. Nothing has changed yet. */
  SIGN_IDENTITY,
  /** The person said yes and the directory holds the operation. No way back from here. */
  UPDATE_IDENTITY,
  ACTIVATE,
  /** The head commit is signed with the target's key. */
  RENEW_COMMIT,
  DEACTIVATE_SOURCE,
  /** Everything was looked at from outside. */
  VERIFY
}
