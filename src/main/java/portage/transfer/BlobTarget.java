package portage.transfer;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import portage.atproto.PdsData;
import portage.atproto.Session;
import portage.atproto.UploadQuota;
import portage.atproto.UploadedBlob;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.DataTarget;
import portage.stream.Payload;

/** The target PDS's {@code com.atproto.repo.listMissingBlobs} and {@code uploadBlob}. */
public final class BlobTarget implements DataTarget<BlobItem> {
  private final PdsData pds;
  private final Session session;
  private final RepoTarget.LiveProbe probe;

  public BlobTarget(PdsData pds, Session session, RepoTarget.LiveProbe probe) {
    this.pds = pds;
    this.session = session;
    this.probe = probe;
  }

  @Override
  public Set<BlobItem> missing() throws StreamingException {
    Set<BlobItem> missing = new LinkedHashSet<>();
    for (Map.Entry<String, String> entry : pds.listMissingBlobs(session).entrySet()) {
      Cid cid;
      try {
        cid = Cid.parse(entry.getKey());
      } catch (MalformedException e) {
        throw new StreamingException(
            ErrorCode.BAD_ANSWER,
            ErrorContext.of("com.atproto.repo.listMissingBlobs").at(pds.origin().host()),
            "not a CID");
      }
      missing.add(BlobItem.unknown(cid, pathIn(entry.getValue())));
    }
    return missing;
  }

  /** {@code at://did/collection/rkey} without the part before the collection. */
  private static String pathIn(String recordUri) {
    int slash = recordUri.startsWith("at://") ? recordUri.indexOf('/', 5) : -1;
    return slash < 0 ? recordUri : recordUri.substring(slash + 1);
  }

  /** How many blobs the server takes in a day. */
  public UploadQuota quota() {
    return pds.quota();
  }

  @Override
  public boolean takesLiveBodies() {
    return probe.streams();
  }

  /** {@code BLOB_CORRUPT} when the server took something that is not this blob. */
  @Override
  public void upload(BlobItem blob, Payload body) throws StreamingException {
    UploadedBlob taken = pds.uploadBlob(session, body, blob.contentType());
    if (!taken.cid().equals(blob.cid().toString())) {
      throw new StreamingException(
          ErrorCode.BLOB_CORRUPT,
          ErrorContext.of("com.atproto.repo.uploadBlob").about(blob.cid().toString()).at(pds.origin().host()),
          "the server holds " + taken.sizeBytes() + " bytes under another CID");
    }
  }
}
