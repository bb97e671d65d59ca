package portage.stream;

import portage.error.StreamingException;

/** Packs bytes in the gzip format (RFC 1952). */
public interface Gzip {
  /**
   * The packed bytes, outside of any storage: gone when the item is closed. Null where this browser cannot, or has no room for
   * them. Reads
   * {@code plain} to its end and closes it; what reading it failed with is thrown.
   *
   * @param name for errors
   */
  StoredItem pack(String name, ByteStream plain) throws StreamingException;
}
