package portage.browser;

import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;
import portage.stream.DataChunk;

/** A chunk in a browser's typed array; Java copies only what it reads. Nobody transfers the array while it is read. */
public final class JsChunk implements DataChunk {
  /** Whether the array is used again by whoever made the chunk. */
  private enum Room { OWN, LENT }

  private final Uint8Array bytes;
  private final Room room;

  /** {@code bytes} is not empty and belongs to the chunk from then on. */
  public JsChunk(Uint8Array bytes) {
    this(bytes, Room.OWN);
  }

  private JsChunk(Uint8Array bytes, Room room) {
    if (bytes.getLength() < 1) {
      throw new IllegalArgumentException("empty chunk");
    }
    this.bytes = bytes;
    this.room = room;
  }

  /** A chunk in room that is used again as soon as its stream is read on. */
  static JsChunk lent(Uint8Array bytes) {
    return new JsChunk(bytes, Room.LENT);
  }

  @Override
  public DataChunk kept() {
    return room == Room.OWN ? this : new JsChunk(JsBytes.copy(bytes, 0, bytes.getLength()));
  }

  /** The bytes of any chunk for the browser, without a copy where that is possible; not to be changed. */
  public static Uint8Array bytesOf(DataChunk chunk) {
    return chunk instanceof JsChunk js ? js.bytes : Bytes.toBrowser(chunk.toByteArray());
  }

  @Override
  public int sizeBytes() {
    return bytes.getLength();
  }

  @Override
  public void copyTo(int from, byte[] target, int at, int length) {
    Bytes.toJava(bytes, from, target, at, length);
  }

  @Override
  public DataChunk slice(int from, int length) {
    if (from < 0 || length < 1 || from > bytes.getLength() - length) {
      throw new IllegalArgumentException(length + " bytes from " + from + " of " + bytes.getLength());
    }
    return new JsChunk(JsBytes.view(bytes, from, from + length), room);
  }
}
