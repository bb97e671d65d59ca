package portage.transfer;

import portage.atproto.BlobDownload;
import portage.atproto.Did;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataSource;

/** The source PDS's {@code com.atproto.sync.getBlob}. */
public final class BlobSource implements DataSource<BlobItem> {
  private final PdsData pds;
  private final Did did;
  private final Session asSelfOrNull;

  /** {@code asSelfOrNull}: needed where the account is not active at its source; costs a preflight per blob. */
  public BlobSource(PdsData pds, Did did, Session asSelfOrNull) {
    this.pds = pds;
    this.did = did;
    this.asSelfOrNull = asSelfOrNull;
  }

  @Override
  public ByteStream download(BlobItem blob) throws StreamingException {
    BlobDownload download = pds.getBlob(did.toString(), blob.cid().toString(), asSelfOrNull);
    blob.keptAs(download.contentType());
    return download.stream();
  }
}
