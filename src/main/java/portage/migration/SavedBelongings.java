package portage.migration;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import portage.atproto.Did;
import portage.atproto.LatestCommit;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/** What a backup has of the account, and nobody else: its server is gone. */
record SavedBelongings(SavedAccount saved) implements Belongings {
  @Override
  public String host() {
    return saved.name();
  }

  @Override
  public LatestCommit latestCommit() {
    return saved.commit();
  }

  @Override
  public DataSource<Did> repo() {
    return saved.repo();
  }

  /** A backup holds one commit: whoever kept another than that has to read the whole. */
  @Override
  public ByteStream repoSince(String rev) throws StreamingException {
    throw new StreamingException(
        ErrorCode.REFUSED, ErrorContext.of("read delta").at(host()), "a backup does not know what came since " + rev);
  }

  @Override
  public long blocksToStream() {
    return -1;
  }

  @Override
  public DataSource<BlobItem> blobs() {
    return saved.blobs();
  }

  @Override
  public boolean multiplexes() {
    return false;
  }

  @Override
  public List<JsonObject> preferencesOrNull() {
    return saved.preferencesOrNull();
  }
}
