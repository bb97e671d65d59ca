package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/**
 * A CAR without the blocks that its root does not need: what was deleted before is not in it any more. The others come in the
 * order they have, each hashed once more.
 */
public final class PrunedCar implements ByteStream {
  private static final int CHUNK_BYTES = 256 << 10;

  private final BlockReader blocks;
  private final EntrySet needed;
  private CarWriter chunk;
  private int next;

  private PrunedCar(Cid root, BlockReader blocks, EntrySet needed) {
    this.blocks = blocks;
    this.needed = needed;
    chunk = new CarWriter().header(root);
  }

  /**
   * Walks the whole of a checked {@code car}, which stays the caller's to close, after the stream.
   *
   * @throws StreamingException {@code REPO_TRUNCATED}, {@code REPO_CORRUPT} or {@code STORAGE_FAILED}
   */
  public static PrunedCar of(StoredItem car) throws StreamingException {
    Cid root = KeptRepo.root(car);
    BlockReader blocks = KeptRepo.open(car);
    byte[] block = blocks.read(root);
    Commit commit;
    try {
      commit = Commit.decode(block);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(root.toString(), -1, e.getMessage());
    }
    RepoIndex index = blocks.index();
    EntrySet needed = new EntrySet(index.size());
    needed.add(index.find(root));
    new RepoWalker(blocks).walk(commit.dataRoot(), new RepoVisitor() {
      @Override
      public void node(Cid cid) {
        needed.add(index.find(cid));
      }

      @Override
      public void record(String path, Cid cid) throws StreamingException {
        int entry = index.find(cid);
        if (entry == RepoIndex.NONE) {
          throw RepoFault.truncated(path, -1, "the record's block " + cid + " is not in the CAR");
        }
        needed.add(entry);
      }
    });
    return new PrunedCar(root, blocks, needed);
  }

  @Override
  public DataChunk read() throws StreamingException {
    RepoIndex index = blocks.index();
    while (next < index.size() && chunk.sizeBytes() < CHUNK_BYTES) {
      if (needed.contains(next)) {
        Cid cid = index.cid(next);
        chunk.block(cid, blocks.read(cid));
      }
      next++;
    }
    if (chunk.sizeBytes() == 0) {
      return null;
    }
    DataChunk full = new ByteChunk(chunk.toByteArray());
    chunk = new CarWriter();
    return full;
  }

  @Override
  public void close() {
    next = blocks.index().size();
  }
}
