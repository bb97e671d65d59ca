package portage.archive;

import java.util.Map;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.DataSource;
import portage.transfer.BlobItem;

/**
 * The blobs in a backup. One that is not in it, or damaged there, is that blob's misfortune alone: {@code
 * BLOB_MISSING_AT_SOURCE}, {@code BLOB_CORRUPT}.
 */
public final class ArchiveBlobSource implements DataSource<BlobItem> {
  static final String FOLDER = "blobs/";

  private final ZipReader zip;
  private final Map<String, String> mediaTypes;

  /** {@code mediaTypes}: by CID, as the account's server kept them; of one that is not among them its record's word counts. */
  public ArchiveBlobSource(ZipReader zip, Map<String, String> mediaTypes) {
    this.zip = zip;
    this.mediaTypes = mediaTypes;
  }

  @Override
  public ByteStream download(BlobItem blob) throws StreamingException {
    String cid = blob.cid().toString();
    ZipEntry entry = zip.entryOrNull(FOLDER + cid);
    if (entry == null) {
      throw new StreamingException(
          ErrorCode.BLOB_MISSING_AT_SOURCE, ErrorContext.of("read backup").about(cid), "not in it");
    }
    blob.keptAs(mediaTypes.getOrDefault(cid, blob.contentType()));
    ByteStream bytes = open(entry, cid);
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        try {
          return bytes.read();
        } catch (StreamingException e) {
          throw ofThisBlob(e, cid);
        }
      }

      @Override
      public void close() {
        bytes.close();
      }
    };
  }

  private ByteStream open(ZipEntry entry, String cid) throws StreamingException {
    try {
      return zip.open(entry);
    } catch (StreamingException e) {
      throw ofThisBlob(e, cid);
    }
  }

  private static StreamingException ofThisBlob(StreamingException e, String cid) {
    return e.code() == ErrorCode.BACKUP_DAMAGED
        ? new StreamingException(ErrorCode.BLOB_CORRUPT, ErrorContext.of("read backup").about(cid), e.detail(), e)
        : e;
  }
}
