package portage.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import portage.atproto.AccountStatus;
import portage.atproto.DidDocument;
import portage.atproto.PlcData;
import portage.atproto.RepoStatus;
import portage.crypto.DidKey;
import portage.error.CancelledException;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.repo.Commit;
import portage.transfer.BlobItem;

/** Looks at the finished move as a stranger would: through the directory and the servers' public answers. */
final class VerifyStep {
  private final Parties parties;
  private final MigrationState state;
  private final CommitStep commits;
  private final BlobStep blobs;
  private final LateWrites lateWrites;
  private final List<Verification.Finding> findings = new ArrayList<>();
  private final List<LateWrite> late = new ArrayList<>();

  VerifyStep(Parties parties, MigrationState state, CommitStep commits, BlobStep blobs, LateWrites lateWrites) {
    this.parties = parties;
    this.state = state;
    this.commits = commits;
    this.blobs = blobs;
    this.lateWrites = lateWrites;
  }

  /** {@code VERIFICATION_FAILED} when anything is not as it should be. */
  Verification run() throws StreamingException {
    DidDocument document =
        parties.identities().document(parties.did(), parties.target().origin(), parties.signal());
    String target = parties.target().origin().toString();
    found(
        Verification.Check.DID_DOCUMENT_SERVER,
        target.equals(document.pdsEndpointOrNull()),
        String.valueOf(document.pdsEndpointOrNull()));
    DidKey key = document.signingKeyOrNull();
    found(Verification.Check.DID_DOCUMENT_KEY, isTargetKey(key), String.valueOf(key));
    handle(document.handleOrNull());
    AccountStatus status = parties.target().checkAccountStatus(parties.targetSession());
    found(
        Verification.Check.TARGET_ACTIVE,
        status.activation() == AccountStatus.Activation.ACTIVE
            && status.didState() == AccountStatus.DidState.VALID
            && parties.targetData().getRepoStatus(parties.did().toString()) == RepoStatus.ACTIVE,
        target);
    Commit head = commits.head();
    found(
        Verification.Check.COMMIT_SIGNATURE,
        key != null && head.isSignedBy(key, parties.signatures()),
        head.rev());
    records(head, status);
    blobs();
    sourceOff();
    Verification verification = new Verification(List.copyOf(findings), List.copyOf(late));
    if (!verification.isGood()) {
      throw new StreamingException(
          ErrorCode.VERIFICATION_FAILED, ErrorContext.of("verify").about(parties.did().toString()), wrongOnes());
    }
    return verification;
  }

  private void sourceOff() throws StreamingException {
    findings.add(
        new Verification.Finding(
            Verification.Check.SOURCE_OFF, sourceOutcome(), parties.sourceData().origin().host()));
  }

  /** A source that nobody signed in to cannot be switched off from here, and need not answer. */
  private Verification.Outcome sourceOutcome() throws StreamingException {
    String did = parties.did().toString();
    if (parties.isSignedInAtSource()) {
      return parties.sourceData().getRepoStatus(did) == RepoStatus.ACTIVE
          ? Verification.Outcome.WRONG
          : Verification.Outcome.AS_IT_SHOULD_BE;
    }
    try {
      return parties.sourceData().once().getRepoStatus(did) == RepoStatus.ACTIVE
          ? Verification.Outcome.NOT_YET
          : Verification.Outcome.AS_IT_SHOULD_BE;
    } catch (CancelledException e) {
      throw e;
    } catch (StreamingException e) {
      return Verification.Outcome.UNANSWERED;
    }
  }

  private boolean isTargetKey(DidKey keyOrNull) throws StreamingException {
    String wanted =
        parties
            .targetCredentials()
            .verificationMethods()
            .get(PlcData.SIGNING_KEY_ID);
    return keyOrNull != null && keyOrNull.toString().equals(wanted);
  }

  /** A custom domain may still be cached elsewhere, so a handle that does not resolve yet is no failure. */
  private void handle(String handleOrNull) throws StreamingException {
    String did = handleOrNull == null ? null : parties.target().resolveHandle(handleOrNull);
    boolean resolves = parties.did().toString().equals(did);
    findings.add(
        new Verification.Finding(
            Verification.Check.HANDLE,
            resolves ? Verification.Outcome.AS_IT_SHOULD_BE : Verification.Outcome.NOT_YET,
            String.valueOf(handleOrNull)));
  }

  private void records(Commit head, AccountStatus status) throws StreamingException {
    findings.add(
        new Verification.Finding(
            Verification.Check.SAME_RECORDS, sameRecords(head, status), String.valueOf(status.indexedRecords())));
  }

  /**
   * By the source's own head, which does not change any more. The tree's root is the same unless something was written
   * since: at the target, which is then more, not less, or at the source before it was switched off.
   */
  private Verification.Outcome sameRecords(Commit head, AccountStatus status) throws StreamingException {
    RepoSummary moved = state.repo();
    boolean isAsMoved = moved != null && head.dataRoot().toString().equals(moved.dataRoot());
    if (!parties.isSignedInAtSource()) {
      return isAsMoved ? Verification.Outcome.AS_IT_SHOULD_BE : byCount(moved == null ? 0 : moved.recordCount(), status);
    }
    Commit left = commits.headOfSource();
    // A backup may know more than a server that has lost records: what was moved is newer then.
    boolean isSourceBehind = moved != null && moved.rev() != null && left.rev().compareTo(moved.rev()) < 0;
    if (head.dataRoot().equals(left.dataRoot()) || isAsMoved && isSourceBehind) {
      return Verification.Outcome.AS_IT_SHOULD_BE;
    }
    if (moved != null && !isSourceBehind && !left.dataRoot().toString().equals(moved.dataRoot())) {
      late.addAll(lateWrites.since(moved));
      return Verification.Outcome.LEFT_BEHIND;
    }
    return byCount(
        moved != null
            ? moved.recordCount()
            : parties.source().checkAccountStatus(parties.sourceSession()).indexedRecords(),
        status);
  }

  /** What was written at the target since makes more, never less. */
  private static Verification.Outcome byCount(long expected, AccountStatus status) {
    return status.indexedRecords() >= expected ? Verification.Outcome.NOT_YET : Verification.Outcome.WRONG;
  }

  private void blobs() throws StreamingException {
    Set<String> accepted = new TreeSet<>();
    for (BlobProblem problem : state.blobProblems()) {
      accepted.add(problem.cid());
    }
    int unexpected = 0;
    for (BlobItem blob : blobs.missing()) {
      unexpected += accepted.contains(blob.cid().toString()) ? 0 : 1;
    }
    found(Verification.Check.NO_BLOB_MISSING, unexpected == 0, String.valueOf(unexpected + accepted.size()));
  }

  private void found(Verification.Check check, boolean good, String detail) {
    findings.add(
        new Verification.Finding(
            check, good ? Verification.Outcome.AS_IT_SHOULD_BE : Verification.Outcome.WRONG, detail));
  }

  private String wrongOnes() {
    StringBuilder text = new StringBuilder();
    for (Verification.Finding finding : findings) {
      if (finding.outcome() == Verification.Outcome.WRONG) {
        text.append(finding.check()).append(' ').append(finding.detail()).append("; ");
      }
    }
    return text.toString();
  }
}
