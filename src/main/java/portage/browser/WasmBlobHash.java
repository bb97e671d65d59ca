package portage.browser;

import portage.browser.js.JsCrypto;
import portage.stream.DataChunk;
import portage.transfer.BlobHash;
import portage.transfer.PlainBlobHash;

/**
 * By hash-wasm: bytes go from the network's buffer into its memory without passing through Java. Measured in Node 22 on 64
 * MiB: 240 MiB/s; our own class reached 75 to 100 in Chromium.
 */
public final class WasmBlobHash implements BlobHash {
  private final JsCrypto.Hasher hasher;

  private WasmBlobHash(JsCrypto.Hasher hasher) {
    this.hasher = hasher;
  }

  /** Our own class where the library cannot be had. */
  public static BlobHash begin() {
    try {
      return new WasmBlobHash(Js.await(JsCrypto.hasher()));
    } catch (JsException e) {
      return new PlainBlobHash();
    }
  }

  @Override
  public void push(DataChunk chunk) {
    JsCrypto.update(hasher, JsChunk.bytesOf(chunk));
  }

  @Override
  public byte[] digest() {
    return Bytes.toJava(JsCrypto.digest(hasher));
  }
}
