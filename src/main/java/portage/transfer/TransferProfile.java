package portage.transfer;

/**
 * How much is done at once.
 *
 * @param chunkBytes size of pieces written to storage
 * @param windowBytes how far the faster branch of a tee may run ahead of the slower, for each file
 * @param downloads files that are read from the source at the same time, at most
 * @param uploads files that are sent to the target at the same time, at most
 * @param smallBlobBytes a blob of up to this size is kept together with others in one file
 */
public record TransferProfile(int chunkBytes, long windowBytes, int downloads, int uploads, int smallBlobBytes) {
  /** Browsers open six connections to a host over HTTP/1.1 (WHATWG leaves it to them; all agree); one stays free. */
  public static final int MOST_AT_ONCE = 5;

  private static final long MOST_WINDOW_BYTES = 1 << 30;

  public static final TransferProfile DESKTOP = new TransferProfile(256 << 10, 8 << 20, 5, 5, 1 << 20);

  public static final TransferProfile MOBILE = new TransferProfile(256 << 10, 4 << 20, 3, 3, 1 << 20);

  public static final TransferProfile CONSTRAINED = new TransferProfile(64 << 10, 1 << 20, 2, 2, 256 << 10);

  public static final TransferProfile DEFAULT = DESKTOP;

  /** The largest piece that the network hands over at once. */
  private static final long NETWORK_PIECE_BYTES = 1 << 20;

  public TransferProfile {
    if (chunkBytes < 1
        || windowBytes < 1
        || windowBytes > MOST_WINDOW_BYTES
        || downloads < 1
        || downloads > MOST_AT_ONCE
        || uploads < 1
        || uploads > MOST_AT_ONCE
        || smallBlobBytes < 0) {
      throw new IllegalArgumentException("nothing, or too much, at once");
    }
  }

  /** How many bytes of files are in memory at most: for each file on its way a window, a network piece and a chunk. */
  public long memoryLimitBytes() {
    return (windowBytes + NETWORK_PIECE_BYTES + chunkBytes) * downloads;
  }
}
