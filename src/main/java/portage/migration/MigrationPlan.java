package portage.migration;

import portage.atproto.Account;
import portage.atproto.Did;
import portage.crypto.DidKey;
import portage.net.Origin;

/**
 * What is to be done; the first fact of the journal. Holds no secret.
 *
 * @param source where the account is now; its signing key is the one that the repo must be signed with
 * @param targetDid the target server's own DID, the audience of the service token
 * @param targetHandle the handle that the account will have
 */
public record MigrationPlan(Account source, Origin target, String targetDid, String targetHandle) {
  public Did did() {
    return source.did();
  }

  public DidKey sourceKey() {
    return source.signingKey();
  }

  /** The same for a repo that is signed with another key that the account has had. */
  public MigrationPlan withSourceKey(DidKey key) {
    Account signed = new Account(source.did(), source.handleOrNull(), source.pds(), source.signIn(), key);
    return new MigrationPlan(signed, target, targetDid, targetHandle);
  }
}
