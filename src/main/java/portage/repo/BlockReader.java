package portage.repo;

import java.util.Arrays;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.StoredItem;

/** Reads single blocks of a kept CAR, by CID. */
public final class BlockReader {
  private final RepoIndex index;
  private final StoredItem car;

  /** @param index of exactly this CAR; the reader does not close {@code car} */
  public BlockReader(RepoIndex index, StoredItem car) {
    this.index = index;
    this.car = car;
  }

  public RepoIndex index() {
    return index;
  }

  /**
   * The block's bytes, hashed once more: what was stored may not be what went by.
   *
   * @throws StreamingException {@code REPO_TRUNCATED} when the CAR has no such block, {@code STORAGE_FAILED} when what is
   *     kept is no longer that block
   */
  public byte[] read(Cid cid) throws StreamingException {
    int entry = index.find(cid);
    if (entry == RepoIndex.NONE) {
      throw RepoFault.truncated(cid.toString(), -1, "the block is not in the CAR");
    }
    byte[] block = new byte[index.sizeBytes(entry)];
    car.read(index.offsetBytes(entry), block, 0, block.length);
    if (!Arrays.equals(cid.digest(), Sha256.hash(block))) {
      throw RepoFault.of(ErrorCode.STORAGE_FAILED, cid.toString(), index.offsetBytes(entry),
          "the kept copy is not what was written");
    }
    return block;
  }
}
