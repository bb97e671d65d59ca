package portage.archive;

import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.DataChunk;
import portage.stream.Deflate;
import portage.stream.StoredItem;

/** The unpacked bytes of an entry. Fails as soon as there are more than it says, and instead of ending when they are not those. */
final class EntryStream implements ByteStream {
  private static final int CHUNK_BYTES = 1 << 20;

  private final ZipEntry entry;
  private final ByteStream unpacked;
  private final Checksum crc;
  private long sizeBytes;

  private EntryStream(ZipEntry entry, ByteStream unpacked, Checksum crc) {
    this.entry = entry;
    this.unpacked = unpacked;
    this.crc = crc;
  }

  /** {@code dataStart}: where the entry's bytes begin in {@code file}; they end within it. */
  static EntryStream open(StoredItem file, ZipEntry entry, long dataStart, Deflate deflate) throws StreamingException {
    ByteStream packed = file.stream(dataStart, dataStart + entry.packedBytes(), CHUNK_BYTES);
    ByteStream unpacked = entry.packing() == Packing.STORED ? packed : deflate.unpack(packed);
    return new EntryStream(entry, unpacked, deflate.checksum());
  }

  @Override
  public DataChunk read() throws StreamingException {
    DataChunk chunk = unpacked.read();
    if (chunk != null) {
      sizeBytes += chunk.sizeBytes();
      crc.push(chunk);
    }
    boolean isLonger = sizeBytes > entry.sizeBytes();
    if (isLonger || chunk == null && sizeBytes != entry.sizeBytes()) {
      throw ArchiveFault.damaged(entry.name(), isLonger ? "a file in it is longer than it says" : "a file in it is shorter than it says");
    }
    if (chunk == null && crc.value() != entry.crc32()) {
      throw ArchiveFault.damaged(entry.name(), "a file in it is not what was written");
    }
    return chunk;
  }

  @Override
  public void close() {
    unpacked.close();
  }
}
