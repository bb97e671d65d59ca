package portage.archive;

import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/** A check that counts what it is shown, and refuses an item of {@code refusedBytes}. */
final class SeenBytes implements ItemCheck {
  private final long refusedBytes;
  private long sizeBytes;
  private long keptBytes = -1;

  SeenBytes() {
    this(-1);
  }

  SeenBytes(long refusedBytes) {
    this.refusedBytes = refusedBytes;
  }

  @Override
  public void push(DataChunk chunk) {
    sizeBytes += chunk.sizeBytes();
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    if (sizeBytes == refusedBytes) {
      throw new StreamingException(ErrorCode.BLOB_CORRUPT, ErrorContext.of("check"), "as wanted");
    }
  }

  @Override
  public void kept(long kept) {
    keptBytes = kept;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** -1 as long as it was told nothing. */
  long keptBytes() {
    return keptBytes;
  }
}
