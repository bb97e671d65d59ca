package portage.archive;

import portage.error.StreamingException;
import portage.metrics.ComputingTime;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.DataChunk;
import portage.transfer.ItemCheck;

/** Shows every byte that flows past to a check, and makes its CRC-32 in the same pass. */
final class InspectedStream implements ByteStream {
  private final ByteStream source;
  private final ItemCheck check;
  private final Checksum crc;
  private final ComputingTime times;
  private long sizeBytes;

  InspectedStream(ByteStream source, ItemCheck check, Checksum crc, ComputingTime times) {
    this.source = source;
    this.check = check;
    this.crc = crc;
    this.times = times;
  }

  @Override
  public DataChunk read() throws StreamingException {
    DataChunk chunk = source.read();
    if (chunk != null) {
      double begun = times.now();
      check.push(chunk);
      crc.push(chunk);
      times.verifiedSince(begun);
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
