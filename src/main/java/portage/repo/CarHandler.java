package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;

/** Is told what a {@link CarReader} reads. */
public interface CarHandler {
  /** The one root, before any block. */
  void root(Cid root) throws StreamingException;

  /** The file names no root: refused unless the implementer knows what it asked for. */
  default void noRoot() throws StreamingException {
    throw RepoFault.corrupt(null, 0, "CAR header: 0 roots instead of one");
  }

  /**
   * A block whose bytes match its CID. It may come twice, in any order, and need not belong to anything.
   *
   * @param cid of SHA-256
   * @param offsetBytes where the block's data begins in the CAR
   * @param bytes holds the data at {@code from}, for {@code length} bytes, during this call only
   */
  void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) throws StreamingException;
}
