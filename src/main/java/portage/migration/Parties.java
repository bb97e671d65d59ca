package portage.migration;

import portage.atproto.Did;
import portage.atproto.DidCredentials;
import portage.atproto.IdentityResolver;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.PlcData;
import portage.atproto.PlcDirectory;
import portage.atproto.Session;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.CancelSignal;
import portage.transfer.BlobHash;
import portage.transfer.RepoTarget;

/**
 * Who takes part: both servers, signed in, and those who know about identities. Every call takes its session from here, and
 * each time the session is asserted to be of the account that moves; a {@link Session} takes no token of another account.
 *
 * @param belongings what the account takes along, wherever it comes from
 * @param authority who speaks for the account until it has arrived
 * @param source where the source's sessions, mail and identity live
 * @param sourceData where its repo and blobs are
 * @param sourceSessionOrNull null where nobody signs in at the source: it is gone
 * @param liveProbe whether bodies can be streamed to the target, which also says that it speaks HTTP/2
 */
record Parties(
    Did did,
    Belongings belongings,
    Authority authority,
    Pds source,
    PdsData sourceData,
    Session sourceSessionOrNull,
    Pds target,
    PdsData targetData,
    Session targetSession,
    PlcDirectory directory,
    IdentityResolver identities,
    Signatures signatures,
    BlobHash.Maker hashes,
    RepoTarget.LiveProbe liveProbe,
    CancelSignal signal) {
  /**
   * What the target wants to see in the identity; {@code BAD_ANSWER} unless that is the very address that the person chose:
   * whatever else it names would be where the account is looked for from then on.
   */
  DidCredentials targetCredentials() throws StreamingException {
    DidCredentials wanted = target.getRecommendedDidCredentials(targetSession);
    String endpoint = wanted.services().get(PlcData.PDS_ID).endpoint();
    if (!endpoint.equals(target.origin().toString())) {
      throw new StreamingException(
          ErrorCode.BAD_ANSWER,
          ErrorContext.of("com.atproto.identity.getRecommendedDidCredentials").at(target.origin().host()),
          "it calls itself " + endpoint);
    }
    return wanted;
  }

  /** False where nobody can be asked there on the account's behalf. */
  boolean isSignedInAtSource() {
    return sourceSessionOrNull != null;
  }

  /** Only where {@link #isSignedInAtSource}. */
  Session sourceSession() {
    return ofThisAccount(sourceSessionOrNull);
  }

  @Override
  public Session targetSession() {
    return ofThisAccount(targetSession);
  }

  private Session ofThisAccount(Session session) {
    if (!session.did().equals(did.toString())) {
      throw new IllegalStateException("a session of another account");
    }
    return session;
  }
}
