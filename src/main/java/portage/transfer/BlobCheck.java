package portage.transfer;

import java.util.Arrays;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Checks that a blob's bytes hash to its CID. {@code BLOB_CORRUPT} when they do not. */
public final class BlobCheck implements ItemCheck {
  private final Cid wanted;
  private final String host;
  private final Sha256 hash = new Sha256();
  private final byte[] buffer = new byte[64 << 10];
  private long sizeBytes;

  /** {@code host}: where the bytes come from, for the error. */
  public BlobCheck(Cid wanted, String host) {
    this.wanted = wanted;
    this.host = host;
  }

  @Override
  public void push(DataChunk chunk) {
    for (int from = 0; from < chunk.sizeBytes(); from += buffer.length) {
      int length = Math.min(buffer.length, chunk.sizeBytes() - from);
      chunk.copyTo(from, buffer, 0, length);
      hash.update(buffer, 0, length);
    }
    sizeBytes += chunk.sizeBytes();
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    if (!Arrays.equals(hash.digest(), wanted.digest())) {
      throw new StreamingException(
          ErrorCode.BLOB_CORRUPT,
          ErrorContext.of("check blob").about(wanted.toString()).at(host),
          sizeBytes + " bytes that hash to something else");
    }
  }

  public long sizeBytes() {
    return sizeBytes;
  }
}
