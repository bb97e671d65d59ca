package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.atproto.Pds;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;
import portage.transfer.BlobItem;
import portage.transfer.BlobSource;
import portage.transfer.RepoSource;
import portage.transfer.RepoTarget;

/**
 * What the account's own server has of it.
 *
 * @param pds where sessions live
 * @param data where repo and blobs are
 * @param probe whether requests to {@code data} share a connection
 */
record ServerBelongings(Did did, Pds pds, PdsData data, Session session, RepoTarget.LiveProbe probe)
    implements Belongings {
  @Override
  public String host() {
    return data.origin().host();
  }

  @Override
  public LatestCommit latestCommit() throws StreamingException {
    return data.getLatestCommit(did.toString(), asSelfOrNull());
  }

  @Override
  public DataSource<Did> repo() {
    return new RepoSource(data, asSelfOrNull());
  }

  @Override
  public ByteStream repoSince(String rev) throws StreamingException {
    return data.getRepoSince(did.toString(), rev, asSelfOrNull());
  }

  @Override
  public long blocksToStream() throws StreamingException {
    return pds.checkAccountStatus(session).repoBlocks();
  }

  @Override
  public DataSource<BlobItem> blobs() {
    return new BlobSource(data, did, asSelfOrNull());
  }

  @Override
  public boolean multiplexes() {
    return probe.streams();
  }

  @Override
  public List<JsonObject> preferencesOrNull() throws StreamingException {
    return pds.getPreferences(session);
  }

  /** The session that reads of the repo and of blobs need, or null: an active account's are public. */
  private Session asSelfOrNull() {
    return session.statusOrNull() == null ? null : session;
  }
}
