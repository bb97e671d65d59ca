package portage.repo;

import java.util.List;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.StoredItem;

/**
 * The blobs that the records of a kept CAR use. Blocks are hashed and the tree is walked; who signed the commit does not
 * matter here, since some tools leave an account with a commit of its former server.
 */
public final class RepoBlobs {
  private final RepoIndex index = new RepoIndex();
  private final BlobUses uses = new BlobUses();
  private Cid root;

  private RepoBlobs() {}

  /**
   * Each blob once, with the records that use it; does not close {@code car}.
   *
   * @throws StreamingException {@code REPO_TRUNCATED}, {@code REPO_CORRUPT} or {@code STORAGE_FAILED}
   */
  public static List<BlobUse> of(StoredItem car) throws StreamingException {
    RepoBlobs blobs = new RepoBlobs();
    blobs.read(car);
    return blobs.uses.all();
  }

  private void read(StoredItem car) throws StreamingException {
    CarReader reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid cid) {
        root = cid;
      }

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        index.add(cid, offsetBytes, length, cid.codec() == Cid.DAG_CBOR);
      }
    });
    KeptRepo.read(car, reader::push);
    reader.end();
    BlockReader blocks = new BlockReader(index, car);
    Commit commit;
    byte[] block = blocks.read(root);
    try {
      commit = Commit.decode(block);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(root.toString(), -1, e.getMessage());
    }
    new RepoWalker(blocks).walk(commit.dataRoot(), new RepoVisitor() {
      @Override
      public void node(Cid cid) {}

      @Override
      public void record(String path, Cid cid) throws StreamingException {
        addUses(path, blocks.read(cid));
      }
    });
  }

  private void addUses(String path, byte[] block) throws StreamingException {
    List<BlobRef> refs;
    try {
      refs = BlobRefs.of(block);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(path, -1, e.getMessage());
    }
    uses.add(path, refs);
  }
}
