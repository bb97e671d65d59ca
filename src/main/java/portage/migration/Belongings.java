package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/** What an account owns and takes along: read at its server, from a backup, or from both. Nothing of it is believed yet. */
interface Belongings {
  /** Whoever is asked, for errors about what came. */
  String host();

  /** The commit that is to arrive. */
  LatestCommit latestCommit() throws StreamingException;

  /** The whole repo. */
  DataSource<Did> repo();

  /** What was written since {@code rev}, as a CAR; asked only where {@link #latestCommit} is not the one that is kept. */
  ByteStream repoSince(String rev) throws StreamingException;

  /** Blocks of the repo, or -1 where that is not known or nothing is gained by sending it while it arrives. */
  long blocksToStream() throws StreamingException;

  DataSource<BlobItem> blobs();

  /** What came last for this blob was not it: where it can also be had elsewhere, it comes from there the next time. */
  default void cameDamaged(BlobItem blob) {}

  /** True when many small questions for blobs do not wait for each other. */
  boolean multiplexes();

  /** The preferences as they are, or null where there are none. */
  List<JsonObject> preferencesOrNull() throws StreamingException;
}
