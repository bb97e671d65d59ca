package portage.migration;

import portage.atproto.DidDocument;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.Origin;

/** How far the move has come, by the identity and the target alone, whatever the journal says. */
final class Standing {
  private final Parties parties;
  private final CommitStep commits;
  private final SwitchStep switches;

  Standing(Parties parties, CommitStep commits, SwitchStep switches) {
    this.parties = parties;
    this.commits = commits;
    this.switches = switches;
  }

  /**
   * True when nothing may be imported any more: the identity names the target, and the account is live there or was so
   * before, which its head commit tells by the target's signature. An import would delete what was written there since.
   *
   * @throws StreamingException {@code ALREADY_MOVED} when the account is live there although the identity names another
   *     server: whoever switched it on did not do so for this move
   */
  boolean isPastImports() throws StreamingException {
    boolean isOn = switches.isOn();
    // A did:web's document may only be had from the server where the account is live.
    Origin asked = isOn ? parties.target().origin() : parties.sourceData().origin();
    DidDocument document = parties.identities().document(parties.did(), asked, parties.signal());
    if (!parties.target().origin().toString().equals(document.pdsEndpointOrNull())) {
      if (isOn) {
        throw new StreamingException(
            ErrorCode.ALREADY_MOVED, ErrorContext.of("look at account").at(parties.target().origin().host()), null);
      }
      return false;
    }
    DidKey key = document.signingKeyOrNull();
    return isOn || key != null && commits.isSignedWith(key);
  }
}
