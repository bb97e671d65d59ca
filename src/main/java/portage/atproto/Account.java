package portage.atproto;

import portage.crypto.DidKey;
import portage.net.Origin;

/**
 * An account as its identity describes it, checked in both directions.
 *
 * @param handleOrNull null when the handle does not lead back to the DID; the account is then known by its DID alone
 * @param pds the server that holds repo and blobs
 * @param signIn where sessions, mail and identity live: the PDS itself, or the entryway that it names
 */
public record Account(Did did, String handleOrNull, Origin pds, Origin signIn, DidKey signingKey) {}
