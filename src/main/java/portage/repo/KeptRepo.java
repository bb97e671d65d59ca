package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.stream.StoredItem;

/** Opens a CAR that was checked and kept, perhaps before a reload: its index is made again. */
public final class KeptRepo {
  private static final int CHUNK_BYTES = 256 << 10;
  /** No header is longer, its length included. */
  private static final int MAX_HEADER_BYTES = 5 << 10;

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

  /** The root that its header names; none of its blocks is looked at. Errors as above. */
  public static Cid root(StoredItem car) throws StreamingException {
    Header header = new Header(car);
    return header.root;
  }

  /** Its blocks as they lie there, without the header: what can follow the blocks of another CAR. */
  public static ByteStream blocks(StoredItem car, int chunkBytes) throws StreamingException {
    long headerBytes = new Header(car).sizeBytes;
    ByteStream all = car.stream(chunkBytes);
    return new ByteStream() {
      private long toDrop = headerBytes;

      @Override
      public DataChunk read() throws StreamingException {
        DataChunk chunk = all.read();
        while (chunk != null && toDrop >= chunk.sizeBytes()) {
          toDrop -= chunk.sizeBytes();
          chunk = all.read();
        }
        if (chunk == null || toDrop == 0) {
          return chunk;
        }
        int from = (int) toDrop;
        toDrop = 0;
        return chunk.slice(from, chunk.sizeBytes() - from);
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  /** The header of a kept CAR. */
  private static final class Header implements CarHandler {
    final int sizeBytes;
    Cid root;

    Header(StoredItem car) throws StreamingException {
      byte[] bytes = new byte[(int) Math.min(car.sizeBytes(), MAX_HEADER_BYTES)];
      car.read(0, bytes, 0, bytes.length);
      CarReader reader = new CarReader(this);
      int at = 0;
      while (root == null && at < bytes.length) {
        reader.push(bytes, at++, 1);
      }
      if (root == null) {
        throw RepoFault.truncated(null, at, "the CAR has no header");
      }
      sizeBytes = at;
    }

    @Override
    public void root(Cid cid) {
      root = cid;
    }

    @Override
    public void block(Cid cid, long offsetBytes, byte[] block, int from, int length) {
      throw new IllegalStateException("a block before the root");
    }
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
