package portage.migration;

import portage.atproto.Did;
import portage.atproto.IdentityResolver;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlcDirectory;
import portage.atproto.Session;
import portage.crypto.Signatures;
import portage.stream.CancelSignal;
import portage.transfer.BlobHash;
import portage.transfer.RepoTarget;

/**
 * Who takes part: both servers, signed in, and those who know about identities. Both sessions are for the same DID; a
 * {@link Session} cannot be had for another.
 *
 * @param source where the source's sessions, mail and identity live
 * @param sourceData where its repo and blobs are
 * @param liveProbe whether bodies can be streamed to the target, which also says that it speaks HTTP/2
 * @param sourceProbe the same of the source
 */
record Parties(
    Did did,
    Pds source,
    PdsData sourceData,
    Session sourceSession,
    Pds target,
    PdsData targetData,
    Session targetSession,
    PlcDirectory directory,
    IdentityResolver identities,
    Signatures signatures,
    BlobHash.Maker hashes,
    RepoTarget.LiveProbe liveProbe,
    RepoTarget.LiveProbe sourceProbe,
    CancelSignal signal) {
  /** The session that reads of the repo and of blobs need at the source, or null: an active account's are public. */
  Session asSelfOrNull() {
    return sourceSession.statusOrNull() == null ? null : sourceSession;
  }
}
