package portage.migration;

/** How far the blobs of this run are; counted, never guessed. */
public final class BlobProgress {
  private long expected;
  private long moved;
  private long left;
  private long leftBefore;
  private long fetched;
  private final Runnable changed;

  BlobProgress(Runnable changed) {
    this.changed = changed;
  }

  synchronized void expect(long count) {
    leftBefore = left;
    expected = moved + left + count;
    changed.run();
  }

  synchronized void moved() {
    moved++;
    changed.run();
  }

  /** A blob was fetched and kept here. */
  synchronized void fetched() {
    fetched++;
    changed.run();
  }

  /** So many of this round cannot be moved. */
  synchronized void left(long count) {
    left = leftBefore + count;
    changed.run();
  }

  /** Blobs of this run, moved, left and waiting; 0 before the target was asked. */
  public long expected() {
    return expected;
  }

  public long movedCount() {
    return moved;
  }

  /** Blobs fetched in this run, sent on or not. */
  public long fetchedCount() {
    return fetched;
  }

  public long leftCount() {
    return left;
  }
}
