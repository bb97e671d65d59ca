package portage.transfer;

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
  private final BlobHash hash;
  private long sizeBytes;
  private boolean kept;

  /** {@code host}: where the bytes come from, for the error. {@code hash} is at its start. */
  public BlobCheck(Cid wanted, String host, BlobHash hash) {
    this.wanted = wanted;
    this.host = host;
    this.hash = hash;
  }

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    hash.push(chunk);
    sizeBytes += chunk.sizeBytes();
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    if (!wanted.matches(hash.digest())) {
      throw new StreamingException(
          ErrorCode.BLOB_CORRUPT,
          ErrorContext.of("check blob").about(wanted.toString()).at(host),
          sizeBytes + " bytes that hash to something else");
    }
  }

  @Override
  public void kept(long keptBytes) {
    kept = true;
  }

  /** True when the bytes passed the check and are here to stay. */
  public boolean isKept() {
    return kept;
  }

  public long sizeBytes() {
    return sizeBytes;
  }
}
