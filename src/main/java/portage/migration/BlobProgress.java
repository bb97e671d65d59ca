package portage.migration;

/** How far the blobs of this run are; counted, never guessed. */
public final class BlobProgress {
  private long expected;
  private long moved;
  private long left;
  private final Runnable changed;

  BlobProgress(Runnable changed) {
    this.changed = changed;
  }

  synchronized void expect(long count) {
    expected = moved + left + count;
    changed.run();
  }

  synchronized void moved() {
    moved++;
    changed.run();
  }

  synchronized void left() {
    left++;
    changed.run();
  }

  /** Blobs of this run, moved, left and waiting; 0 before the target was asked. */
  public long expected() {
    return expected;
  }

  public long movedCount() {
    return moved;
  }

  public long leftCount() {
    return left;
  }
}
