package portage.stream;

import portage.error.StreamingException;

/** Where items come from: repos or blobs of the source PDS, or a backup. */
public interface DataSource<I> {
  /** Opens the item's bytes. The caller closes the stream. Nothing is checked yet. */
  ByteStream download(I item) throws StreamingException;
}
