package portage.browser;

import java.nio.ByteBuffer;
import org.teavm.classlib.PlatformDetector;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;

/**
 * Bytes across the border between Java and the browser. On the JavaScript target a Java array is a typed array and is
 * shared; on WasmGC it is not, and the shortest way is through linear memory (measured: 1,300 MB/s against 440 to 1,000
 * for {@code copyToJavaArray}).
 */
public final class Bytes {
  private static final int STAGE_BYTES = 1 << 20;
  /** Linear memory that bytes pass through on WasmGC; nothing stays in it across a wait. */
  private static ByteBuffer stage;

  private Bytes() {}

  /** The bytes for the browser to read, at once: shared on JavaScript, copied on WasmGC. */
  public static Uint8Array toBrowser(byte[] bytes, int offset, int length) {
    if (!PlatformDetector.isWebAssemblyGC()) {
      Int8Array shared = Int8Array.fromJavaArray(bytes);
      return JsBytes.of(shared.getBuffer(), shared.getByteOffset() + offset, length);
    }
    byte[] part = bytes;
    if (offset != 0 || length != bytes.length) {
      part = new byte[length];
      System.arraycopy(bytes, offset, part, 0, length);
    }
    Int8Array copy = Int8Array.copyFromJavaArray(part);
    return JsBytes.of(copy.getBuffer(), copy.getByteOffset(), length);
  }

  public static Uint8Array toBrowser(byte[] bytes) {
    return toBrowser(bytes, 0, bytes.length);
  }

  /** Copies {@code length} bytes, from byte {@code from} of {@code source} to {@code target[offset…]}. */
  public static void toJava(Uint8Array source, int from, byte[] target, int offset, int length) {
    if (from < 0 || length < 0 || from > source.getLength() - length || offset < 0 || offset > target.length - length) {
      throw new IllegalArgumentException(
          length + " bytes from " + from + " of " + source.getLength() + " to " + offset + " of " + target.length);
    }
    if (!PlatformDetector.isWebAssemblyGC()) {
      toBrowser(target, offset, length).set(JsBytes.view(source, from, from + length));
      return;
    }
    for (int done = 0; done < length; ) {
      int count = Math.min(STAGE_BYTES, length - done);
      // The view is made anew each time: it detaches when linear memory grows.
      stage().set(JsBytes.view(source, from + done, from + done + count));
      fromStage(target, offset + done, count);
      done += count;
    }
  }

  /** All bytes, in a new array. */
  public static byte[] toJava(Uint8Array source) {
    byte[] bytes = new byte[source.getLength()];
    toJava(source, 0, bytes, 0, bytes.length);
    return bytes;
  }

  /** The first {@code length} bytes of the room through which {@link #fromStage} copies; good until the next wait. */
  static Uint8Array stage() {
    if (stage == null) {
      stage = ByteBuffer.allocateDirect(STAGE_BYTES);
    }
    stage.clear();
    return Uint8Array.fromJavaBuffer(stage);
  }

  private static void fromStage(byte[] target, int offset, int length) {
    stage.clear();
    stage.get(target, offset, length);
  }
}
