package portage.browser;

import java.util.ArrayDeque;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;

/**
 * Buffers that answers and files are read into, used again by the next: small files come by the hundred, blocks of a repo by
 * the hundred thousand, and a browser collects what is thrown away late.
 */
final class ReadRooms {
  /** Size of each. */
  static final int BYTES = 1 << 20;

  /** As many as there are usually readers at once. */
  private static final int MOST_KEPT = 6;

  private static final ArrayDeque<Uint8Array> rooms = new ArrayDeque<>();

  private ReadRooms() {}

  /** One that nobody else uses. */
  static Uint8Array take() {
    Uint8Array room = rooms.poll();
    return room == null ? JsBytes.create(BYTES) : room;
  }

  /** One of at least {@code sizeBytes}. */
  static Uint8Array take(int sizeBytes) {
    return sizeBytes <= BYTES ? take() : JsBytes.create(sizeBytes);
  }

  /** As {@link #giveBack}, of the room that {@code view} is a part of. */
  static void giveBackBehind(Uint8Array view) {
    if (JsBytes.bufferLength(view) == BYTES) {
      giveBack(JsBytes.of(view.getBuffer()));
    }
  }

  /** Nobody reads what is in it any more. */
  static void giveBack(Uint8Array room) {
    if (rooms.size() < MOST_KEPT) {
      rooms.add(room);
    }
  }
}
