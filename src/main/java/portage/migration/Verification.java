package portage.migration;

import java.util.List;

/**
 * What was seen from outside after the move.
 *
 * @param lateWrites what stayed at the source because it was written there after the last import, as far as it can be told
 */
public record Verification(List<Finding> findings, List<LateWrite> lateWrites) {
  /** The things that are looked at. */
  public enum Check { DID_DOCUMENT_SERVER, DID_DOCUMENT_KEY, HANDLE, TARGET_ACTIVE, COMMIT_SIGNATURE, SAME_RECORDS,
    NO_BLOB_MISSING, SOURCE_OFF }

  /**
   * {@code LEFT_BEHIND}: the source was written to after the last import, and keeps that. {@code UNANSWERED}: a server that is
   * not needed did not answer.
   */
  public enum Outcome { AS_IT_SHOULD_BE, WRONG, NOT_YET, LEFT_BEHIND, UNANSWERED }

  /** {@code detail}: what was seen. */
  public record Finding(Check check, Outcome outcome, String detail) {}

  /** Where nothing stayed behind. */
  public Verification(List<Finding> findings) {
    this(findings, List.of());
  }

  public boolean isGood() {
    for (Finding finding : findings) {
      if (finding.outcome() == Outcome.WRONG) {
        return false;
      }
    }
    return true;
  }
}
