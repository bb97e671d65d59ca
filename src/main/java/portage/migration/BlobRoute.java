package portage.migration;

import java.util.function.Consumer;
import portage.atproto.Did;
import portage.stream.DataSource;
import portage.transfer.BlobHash;
import portage.transfer.BlobItem;
import portage.transfer.BlobTarget;
import portage.transfer.RepoTarget;

/**
 * Where an account's blobs come from and where they go.
 *
 * @param damaged hears of blobs that came and were not what they should be
 * @param sourceHost who is asked, for errors about what came
 * @param sourceProbe whether requests to the source share a connection (HTTP/2)
 */
record BlobRoute(
    Did did,
    DataSource<BlobItem> source,
    Consumer<BlobItem> damaged,
    String sourceHost,
    RepoTarget.LiveProbe sourceProbe,
    BlobTarget target,
    BlobHash.Maker hashes) {
  /** From the source of a move to its target. */
  static BlobRoute of(Parties parties) {
    return new BlobRoute(
        parties.did(),
        parties.belongings().blobs(),
        parties.belongings()::cameDamaged,
        parties.belongings().host(),
        parties.belongings()::multiplexes,
        new BlobTarget(parties.targetData(), parties.targetSession(), parties.liveProbe()),
        parties.hashes());
  }
}
