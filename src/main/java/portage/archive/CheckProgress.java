package portage.archive;

/** How far a check is; counted. */
public final class CheckProgress {
  private final Runnable changed;
  private long expectedBytes;
  private long checkedBytes;

  CheckProgress(Runnable changed) {
    this.changed = changed;
  }

  void expect(long bytes) {
    synchronized (this) {
      expectedBytes = bytes;
    }
    changed.run();
  }

  void checked(long bytes) {
    synchronized (this) {
      checkedBytes += bytes;
    }
    changed.run();
  }

  /** Bytes of all files in the backup, unpacked; 0 before that is known. */
  public synchronized long expectedBytes() {
    return expectedBytes;
  }

  /** Bytes that were read so far. */
  public synchronized long checkedBytes() {
    return checkedBytes;
  }
}
