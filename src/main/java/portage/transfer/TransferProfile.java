package portage.transfer;

/**
 * How much is done at once.
 *
 * @param chunkBytes size of pieces written to storage
 * @param windowBytes how far the faster branch of a tee may run ahead of the slower
 * @param concurrentBlobs blobs on their way at the same time; browsers allow six connections per host over HTTP/1.1, and
 *     one must stay free
 */
public record TransferProfile(int chunkBytes, long windowBytes, int concurrentBlobs) {
  /** 256 KB chunks, a window of 8 MiB, four blobs. */
  public static final TransferProfile DEFAULT = new TransferProfile(256 << 10, 8 << 20, 4);
}
