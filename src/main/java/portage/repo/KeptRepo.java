package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Opens a CAR that was checked and kept, perhaps before a reload: its index is made again. */
public final class KeptRepo {
  private static final int CHUNK_BYTES = 256 << 10;

  private KeptRepo() {}

  /**
   * Reads {@code car} once, every block hashed; the reader does not close it.
   *
   * @throws StreamingException {@code REPO_TRUNCATED} or {@code REPO_CORRUPT} when it is not what was kept,
   *     {@code STORAGE_FAILED}
   */
  public static BlockReader open(StoredItem car) throws StreamingException {
    RepoIndex index = new RepoIndex();
    CarReader reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid root) {}

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        index.add(cid, offsetBytes, length, cid.codec() == Cid.DAG_CBOR);
      }
    });
    read(car, reader::push);
    reader.end();
    return new BlockReader(index, car);
  }

  /** Gives all of {@code car} to {@code sink}; does not close it. */
  public static void read(StoredItem car, DataChunk.Sink sink) throws StreamingException {
    byte[] buffer = new byte[CHUNK_BYTES];
    try (ByteStream stream = car.stream(CHUNK_BYTES)) {
      for (DataChunk chunk = stream.read(); chunk != null; chunk = stream.read()) {
        chunk.copyThrough(buffer, sink);
      }
    }
  }
}
