package portage.repo;

import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.stream.ByteChunk;
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
    Header header = new Header();
    byte[] bytes = new byte[(int) Math.min(car.sizeBytes(), MAX_HEADER_BYTES)];
    if (bytes.length > 0) {
      car.read(0, bytes, 0, bytes.length);
      header.push(new ByteChunk(bytes));
    }
    return header.rootOrFail();
  }

  /** Its blocks as they lie there, without the header: what can follow the blocks of another CAR. Takes over {@code car}. */
  public static ByteStream blocks(ByteStream car) {
    Header header = new Header();
    return new ByteStream() {
      @Override
      public DataChunk read() throws StreamingException {
        DataChunk chunk = car.read();
        while (chunk != null && header.root == null) {
          int headerBytes = header.push(chunk);
          if (headerBytes < chunk.sizeBytes()) {
            return chunk.slice(headerBytes, chunk.sizeBytes() - headerBytes);
          }
          chunk = car.read();
        }
        header.rootOrFail();
        return chunk;
      }

      @Override
      public void close() {
        car.close();
      }
    };
  }

  /** The header of a CAR. */
  private static final class Header implements CarHandler {
    private final CarReader reader = new CarReader(this);
    Cid root;

    /** How many bytes of the chunk belong to the header. */
    int push(DataChunk chunk) throws StreamingException {
      byte[] octet = new byte[1];
      int at = 0;
      while (root == null && at < chunk.sizeBytes()) {
        chunk.copyTo(at++, octet, 0, 1);
        reader.push(octet, 0, 1);
      }
      return at;
    }

    Cid rootOrFail() throws StreamingException {
      if (root == null) {
        throw RepoFault.truncated(null, reader.sizeBytes(), "the CAR has no header");
      }
      return root;
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
