package portage.transfer;

import portage.error.StreamingException;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Feeds a {@link RepoCheck} from a transfer. */
public final class RepoItemCheck implements ItemCheck {
  private final RepoCheck check;
  private byte[] buffer = new byte[64 << 10];
  private RepoReport report;

  public RepoItemCheck(RepoCheck check) {
    this.check = check;
  }

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    for (int from = 0; from < chunk.sizeBytes(); from += buffer.length) {
      int length = Math.min(buffer.length, chunk.sizeBytes() - from);
      chunk.copyTo(from, buffer, 0, length);
      check.push(buffer, 0, length);
    }
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    report = check.finish(item);
    buffer = null;
  }

  /** What was found; null until the check was passed. */
  public RepoReport report() {
    return report;
  }
}
