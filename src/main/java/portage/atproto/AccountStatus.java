package portage.atproto;

import portage.error.StreamingException;
import portage.net.Json;

/**
 * A server's own counts of an account ({@code com.atproto.server.checkAccountStatus}).
 *
 * @param importedBlobs counts temporary uploads too and can exceed {@code expectedBlobs}; completeness is judged by
 *     listMissingBlobs alone
 */
public record AccountStatus(
    Activation activation,
    DidState didState,
    String repoCommit,
    String repoRev,
    long repoBlocks,
    long indexedRecords,
    long expectedBlobs,
    long importedBlobs) {

  public enum Activation { ACTIVE, DEACTIVATED }

  /** Whether the DID document names this server, its handle and its key. */
  public enum DidState { VALID, ELSEWHERE }

  static AccountStatus of(Json json) throws StreamingException {
    return new AccountStatus(
        json.flagOr("activated", false) ? Activation.ACTIVE : Activation.DEACTIVATED,
        json.flagOr("validDid", false) ? DidState.VALID : DidState.ELSEWHERE,
        json.textOr("repoCommit", ""),
        json.textOr("repoRev", ""),
        json.requiredCount("repoBlocks"),
        json.requiredCount("indexedRecords"),
        json.requiredCount("expectedBlobs"),
        json.requiredCount("importedBlobs"));
  }
}
