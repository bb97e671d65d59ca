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
   * True when the identity names the target already.
   *
   * @throws StreamingException {@code ALREADY_MOVED} when the account is live at the target although the identity names
   *     another server: whoever switched it on did not do so for this move
   */
  boolean isIdentityMoved() throws StreamingException {
    Sight sight = look();
    boolean isMoved = namesTarget(sight.document());
    if (sight.isOn() && !isMoved) {
      throw new StreamingException(
          ErrorCode.ALREADY_MOVED, ErrorContext.of("look at account").at(parties.target().origin().host()), null);
    }
    return isMoved;
  }

  /**
   * True when nothing may be imported any more: the account is live at the target, or was so before, which its head commit
   * tells by the signature of the key that the identity names. An import would delete what was written there since.
   */
  boolean isPastImports() throws StreamingException {
    Sight sight = look();
    DidKey key = sight.document().signingKeyOrNull();
    return sight.isOn() || namesTarget(sight.document()) && key != null && commits.isSignedWith(key);
  }

  private boolean namesTarget(DidDocument document) {
    return parties.target().origin().toString().equals(document.pdsEndpointOrNull());
  }

  /** Whether the account is live at the target, and what its identity says. */
  private record Sight(boolean isOn, DidDocument document) {}

  /** A did:web's document may only be had from the server where the account is live. */
  private Sight look() throws StreamingException {
    boolean isOn = switches.isOn();
    Origin asked = isOn ? parties.target().origin() : parties.sourceData().origin();
    return new Sight(isOn, parties.identities().document(parties.did(), asked, parties.signal()));
  }
}
