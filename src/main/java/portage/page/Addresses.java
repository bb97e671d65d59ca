package portage.page;

import portage.error.StreamingException;
import portage.stream.StoredItem;

/** Gives bytes that lie in this browser an address within the page, for links that save and for pictures. */
public interface Addresses {
  /**
   * An address, good until it is released or the page is left; the item must stay where it lies as long.
   *
   * @param mediaType what browsers are to take it for
   */
  String of(StoredItem item, String mediaType) throws StreamingException;

  /** The same for bytes in memory. */
  String of(byte[] bytes, String mediaType);

  /** Nobody uses the address any more. */
  void release(String address);
}
