package portage.archive;

/** How far a backup is; counted, never guessed. */
public final class BackupProgress {
  /** What is being done. */
  public enum Stage { IDENTITY, REPO, BLOBS, REST, DONE }

  private final Runnable changed;
  private Stage stage = Stage.IDENTITY;
  private long expectedBlobs;
  private long writtenBlobs;
  private long takenOverBlobs;
  private long absentBlobs;
  private long blobBytes;

  BackupProgress(Runnable changed) {
    this.changed = changed;
  }

  void begin(Stage next) {
    synchronized (this) {
      stage = next;
    }
    changed.run();
  }

  void expectBlobs(long count) {
    synchronized (this) {
      expectedBlobs = count;
    }
    changed.run();
  }

  /** A blob of {@code bytes} is whole in the file. */
  void written(long bytes) {
    synchronized (this) {
      writtenBlobs++;
      blobBytes += bytes;
    }
    changed.run();
  }

  /** A blob was whole in the file when it was taken up again. */
  void takenOver(long bytes) {
    synchronized (this) {
      takenOverBlobs++;
    }
    written(bytes);
  }

  /** A blob cannot be had. */
  void absent() {
    synchronized (this) {
      absentBlobs++;
    }
    changed.run();
  }

  public synchronized Stage stage() {
    return stage;
  }

  /** Blobs that the records use; 0 before the repo was read. */
  public synchronized long expectedBlobs() {
    return expectedBlobs;
  }

  /** Blobs that are whole in the file. */
  public synchronized long writtenBlobs() {
    return writtenBlobs;
  }

  /** Those of them that were there when the file was taken up again. */
  public synchronized long takenOverBlobs() {
    return takenOverBlobs;
  }

  public synchronized long absentBlobs() {
    return absentBlobs;
  }

  /** Bytes of the blobs that are in the file, unpacked. */
  public synchronized long blobBytes() {
    return blobBytes;
  }
}
