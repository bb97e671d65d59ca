package portage.browser;

import portage.error.StreamingException;
import portage.stream.ByteStream;
import portage.stream.DataChunk;

/** A stream whose large chunks are cut. */
final class CutStream implements ByteStream {
  private final ByteStream source;
  private final int mostBytes;
  /** What is left of a chunk that was too large, or null. */
  private DataChunk rest;

  CutStream(ByteStream source, int mostBytes) {
    this.source = source;
    this.mostBytes = mostBytes;
  }

  @Override
  public DataChunk read() throws StreamingException {
    DataChunk all = rest == null ? source.read() : rest;
    rest = null;
    if (all == null || all.sizeBytes() <= mostBytes) {
      return all;
    }
    rest = all.slice(mostBytes, all.sizeBytes() - mostBytes);
    return all.slice(0, mostBytes);
  }

  @Override
  public void close() {
    rest = null;
    source.close();
  }
}
