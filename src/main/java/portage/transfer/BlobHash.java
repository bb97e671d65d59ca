package portage.transfer;

import portage.error.StreamingException;
import portage.stream.DataChunk;

/** SHA-256 of one blob's bytes, as they arrive. */
public interface BlobHash {
  /** Makes one for each blob. */
  interface Maker {
    BlobHash begin() throws StreamingException;
  }

  /** The next bytes. */
  void push(DataChunk chunk) throws StreamingException;

  /** The digest, 32 bytes; called once, at the end. */
  byte[] digest();
}
