package portage.migration;

import portage.atproto.Did;
import portage.stream.DataSource;
import portage.transfer.BlobHash;
import portage.transfer.BlobItem;
import portage.transfer.BlobSource;
import portage.transfer.BlobTarget;
import portage.transfer.RepoTarget;

/**
 * Where an account's blobs come from and where they go.
 *
 * @param sourceHost who is asked, for errors about what came
 * @param sourceProbe whether requests to the source share a connection (HTTP/2)
 */
record BlobRoute(
    Did did,
    DataSource<BlobItem> source,
    String sourceHost,
    RepoTarget.LiveProbe sourceProbe,
    BlobTarget target,
    BlobHash.Maker hashes) {
  /** From the source of a move to its target. */
  static BlobRoute of(Parties parties) {
    return new BlobRoute(
        parties.did(),
        new BlobSource(parties.sourceData(), parties.did(), parties.asSelfOrNull()),
        parties.sourceData().origin().host(),
        parties.sourceProbe(),
        new BlobTarget(parties.targetData(), parties.targetSession(), parties.liveProbe()),
        parties.hashes());
  }
}
