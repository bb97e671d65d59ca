package portage.transfer;

import portage.atproto.Did;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;

/** The source PDS's {@code com.atproto.sync.getRepo}. */
public final class RepoSource implements DataSource<Did> {
  private final PdsData pds;
  private final Session asSelfOrNull;

  /** {@code asSelfOrNull}: needed where the account is not active at its source. */
  public RepoSource(PdsData pds, Session asSelfOrNull) {
    this.pds = pds;
    this.asSelfOrNull = asSelfOrNull;
  }

  @Override
  public ByteStream download(Did did) throws StreamingException {
    return pds.getRepo(did.toString(), asSelfOrNull);
  }
}
