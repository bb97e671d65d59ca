package portage.transfer;

import portage.error.StreamingException;
import portage.repo.RepoCheck;
import portage.repo.RepoReport;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Feeds a {@link RepoCheck} from a transfer. */
public final class RepoItemCheck implements ItemCheck {
  /** Is told of a repo that passed. */
  public interface Passed {
    void repo(RepoReport report, long sizeBytes) throws StreamingException;
  }

  private final RepoCheck check;
  private final Passed passed;
  private byte[] buffer = new byte[64 << 10];
  private RepoReport report;

  /** {@code passed} is called once the repo is kept, before the target is given its end. */
  public RepoItemCheck(RepoCheck check, Passed passed) {
    this.check = check;
    this.passed = passed;
  }

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    chunk.copyThrough(buffer, check::push);
  }

  @Override
  public void finish(StoredItem item) throws StreamingException {
    report = check.finish(item);
    buffer = null;
  }

  @Override
  public boolean computesAtEnd() {
    return true;
  }

  @Override
  public void kept(long sizeBytes) throws StreamingException {
    passed.repo(report, sizeBytes);
  }
}
