package portage.transfer;

import portage.crypto.Sha256;
import portage.error.StreamingException;
import portage.stream.DataChunk;

/** By our own {@link Sha256}: works everywhere, at a third of the speed of {@code hash-wasm}. */
public final class PlainBlobHash implements BlobHash {
  private final Sha256 hash = new Sha256();
  private final byte[] buffer = new byte[64 << 10];

  @Override
  public void push(DataChunk chunk) throws StreamingException {
    chunk.copyThrough(buffer, hash::update);
  }

  @Override
  public byte[] digest() {
    return hash.digest();
  }
}
