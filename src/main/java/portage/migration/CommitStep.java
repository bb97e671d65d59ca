package portage.migration;

import portage.atproto.LatestCommit;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.RetryPolicy;
import portage.repo.Commit;
import portage.repo.CommitCar;

/** Looks after the head commit at the target: an import keeps the source's signature, which the new identity disowns. */
final class CommitStep {
  private final Parties parties;
  private final RetryPolicy retry;

  CommitStep(Parties parties, RetryPolicy retry) {
    this.parties = parties;
    this.retry = retry;
  }

  /** Has the target sign a fresh commit unless its head is signed with {@code key} already; asked anew before each try. */
  void renew(DidKey key) throws StreamingException {
    boolean isFresh =
        retry.run(
            parties.signal(),
            attempt -> {
              if (isSignedWith(key)) {
                return true;
              }
              parties.target().signFreshCommit(parties.targetSession());
              return false;
            });
    if (isFresh) {
      return;
    }
    if (!isSignedWith(key)) {
      throw new StreamingException(
          ErrorCode.REPO_SIGNATURE_INVALID,
          ErrorContext.of("com.atproto.repo.applyWrites").at(parties.target().origin().host()),
          "the fresh commit is not signed with the account's new key");
    }
  }

  boolean isSignedWith(DidKey key) throws StreamingException {
    return head().isSignedBy(key, parties.signatures());
  }

  /** The target's head commit, its hash and its owner checked. */
  Commit head() throws StreamingException {
    return head(parties.targetData(), parties.targetSession());
  }

  /** The source's, also once the account is switched off there. */
  Commit headOfSource() throws StreamingException {
    return head(parties.sourceData(), parties.sourceSession());
  }

  private Commit head(PdsData data, Session asSelf) throws StreamingException {
    String did = parties.did().toString();
    LatestCommit latest = data.getLatestCommit(did, asSelf);
    byte[] car = data.getBlocks(did, latest.cid(), asSelf);
    Commit commit = CommitCar.read(car, latest.cid());
    if (!commit.did().equals(did)) {
      throw new StreamingException(
          ErrorCode.REPO_OF_ANOTHER_ACCOUNT,
          ErrorContext.of("read commit").at(data.origin().host()).about(latest.cid()),
          commit.did());
    }
    return commit;
  }
}
