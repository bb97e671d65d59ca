package portage.transfer;

import portage.error.StreamingException;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Decides whether what arrived is what was wanted. One per item; fed while the bytes flow past. */
public interface ItemCheck {
  /** Looks at the next bytes. May throw at once when they cannot become right any more. */
  void push(DataChunk chunk) throws StreamingException;

  /** All bytes have arrived and are kept as {@code item}: returns when they are right, throws when not. */
  void finish(StoredItem item) throws StreamingException;

  /**
   * Whether {@link #finish} computes, as the walk through a repo does. Others have computed all of it by then, or wait for what is
   * computed elsewhere, which is no computing time of theirs.
   */
  default boolean computesAtEnd() {
    return false;
  }

  /** The bytes passed the check and are kept under their name, {@code sizeBytes} of them; the upload may go on. */
  default void kept(long sizeBytes) throws StreamingException {}
}
