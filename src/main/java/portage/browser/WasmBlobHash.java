package portage.browser;

import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.browser.js.JsCrypto;
import portage.stream.DataChunk;
import portage.transfer.BlobHash;
import portage.transfer.PlainBlobHash;

/**
 * Bytes are hashed where they lie, without passing through Java. A small file is collected and hashed by WebCrypto at its end, with
 * the processor's own instructions and beside this thread; it cannot be asked piece by piece, so larger ones, and the smallest, for
 * which the way there is too long, are hashed by hash-wasm. Measured in Node 22 on a processor with SHA instructions: hash-wasm 240
 * MiB/s; our own class reached 75 to 100 in Chromium.
 */
public final class WasmBlobHash implements BlobHash {
  /** Smaller ones are not worth a trip to another thread. */
  private static final int LEAST_BYTES = 16 << 10;

  private final JsCrypto.Hasher hasher;
  /** Of {@link HashRooms}, with all bytes so far; null once they were too many. */
  private Uint8Array room = HashRooms.take();
  private int fill;

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
    Uint8Array bytes = JsChunk.bytesOf(chunk);
    int length = bytes.getLength();
    if (room != null && length <= HashRooms.BYTES - fill) {
      room.set(bytes, fill);
      fill += length;
      return;
    }
    pour();
    JsCrypto.update(hasher, bytes);
  }

  /** What was collected goes the other way, as will all that comes. */
  private void pour() {
    if (room != null) {
      JsCrypto.update(hasher, JsBytes.view(room, 0, fill));
      HashRooms.giveBack(room);
      room = null;
    }
  }

  @Override
  public byte[] digest() {
    byte[] whole = room != null && fill >= LEAST_BYTES ? ofWholeOrNull() : null;
    if (whole == null) {
      pour();
      return Bytes.toJava(JsCrypto.digest(hasher));
    }
    HashRooms.giveBack(room);
    room = null;
    JsCrypto.digest(hasher); // gives it back
    return whole;
  }

  private byte[] ofWholeOrNull() {
    try {
      ArrayBuffer digest = Js.await(JsCrypto.sha256(JsBytes.view(room, 0, fill)));
      return Bytes.toJava(JsBytes.of(digest));
    } catch (JsException e) {
      return null;
    }
  }
}
