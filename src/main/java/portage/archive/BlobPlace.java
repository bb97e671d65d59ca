package portage.archive;

import portage.stream.DataSource;
import portage.transfer.BlobItem;

/**
 * Where blobs may be had.
 *
 * @param host the server that is asked; empty for copies in this browser or in a file
 */
record BlobPlace(DataSource<BlobItem> source, String host) {
  /** True when what comes from there crosses a network. */
  boolean isFar() {
    return !host.isEmpty();
  }
}
