package portage.migration;

import portage.atproto.LatestCommit;
import portage.crypto.DidKey;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.repo.Commit;
import portage.repo.CommitCar;

/** Looks after the head commit at the target: an import keeps the source's signature, which the new identity disowns. */
final class CommitStep {
  private final Parties parties;

  CommitStep(Parties parties) {
    this.parties = parties;
  }

  /** Has the target sign a fresh commit unless its head is signed with {@code key} already. */
  void renew(DidKey key) throws StreamingException {
    if (isSignedWith(key)) {
      return;
    }
    parties.target().signFreshCommit(parties.targetSession());
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
    String did = parties.did().toString();
    LatestCommit latest = parties.targetData().getLatestCommit(did, parties.targetSession());
    byte[] car = parties.targetData().getBlocks(did, latest.cid(), parties.targetSession());
    Commit commit = CommitCar.read(car, latest.cid());
    if (!commit.did().equals(did)) {
      throw new StreamingException(
          ErrorCode.REPO_OF_ANOTHER_ACCOUNT,
          ErrorContext.of("read commit").at(parties.targetData().origin().host()).about(latest.cid()),
          commit.did());
    }
    return commit;
  }
}
