package portage.migration;

import portage.atproto.AccountStatus;
import portage.atproto.RepoStatus;
import portage.error.StreamingException;
import portage.net.RetryPolicy;

/**
 * Switches the account on at the target and off at the source. To do so twice would be harmless; yet the server is asked
 * before each try, so that a lost answer costs a question and nothing is announced to the network again.
 */
final class SwitchStep {
  private final Parties parties;
  private final RetryPolicy retry;

  SwitchStep(Parties parties, RetryPolicy retry) {
    this.parties = parties;
    this.retry = retry;
  }

  /** True when the account is live at the target, by the target's own word. */
  boolean isOn() throws StreamingException {
    AccountStatus status = parties.target().checkAccountStatus(parties.targetSession());
    return status.activation() == AccountStatus.Activation.ACTIVE;
  }

  void switchOn() throws StreamingException {
    retry.run(
        parties.signal(),
        attempt -> {
          if (!isOn()) {
            parties.target().activateAccount(parties.targetSession());
          }
          return null;
        });
  }

  /** Where nobody is signed in at the source, it is gone, or stays as it is: the last check says which. */
  void switchOffSource() throws StreamingException {
    if (!parties.isSignedInAtSource()) {
      return;
    }
    retry.run(
        parties.signal(),
        attempt -> {
          if (parties.sourceData().getRepoStatus(parties.did().toString()) == RepoStatus.ACTIVE) {
            parties.source().deactivateAccount(parties.sourceSession());
          }
          return null;
        });
  }
}
