package portage.archive;

import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;
import portage.transfer.ItemCheck;

/** Shows every byte that flows past to a check, and makes its CRC-32 in the same pass. */
final class InspectedStream implements ByteStream {
  private final ByteStream source;
  private final ItemCheck check;
  private final Crc32 crc;
  private long sizeBytes;

  InspectedStream(ByteStream source, ItemCheck check, Crc32 crc) {
    this.source = source;
    this.check = check;
    this.crc = crc;
  }

  @Override
  public DataChunk read() throws StreamingException {
    DataChunk chunk = source.read();
    if (chunk != null) {
      check.push(chunk);
      crc.push(chunk);
      sizeBytes += chunk.sizeBytes();
    }
    return chunk;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void close() {
    source.close();
  }
}
