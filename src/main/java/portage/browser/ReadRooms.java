package portage.browser;

import java.util.ArrayDeque;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;

/** Buffers that answers are read into, used again by the next answer: small files come by the hundred. */
final class ReadRooms {
  /** As many as there are usually readers at once. */
  private static final int MOST_KEPT = 6;

  private static final ArrayDeque<Uint8Array> rooms = new ArrayDeque<>();

  private ReadRooms() {}

  /** One of {@code sizeBytes}, which is always the same. */
  static Uint8Array take(int sizeBytes) {
    Uint8Array room = rooms.poll();
    return room == null ? JsBytes.create(sizeBytes) : room;
  }

  /** Nobody reads what is in it any more. */
  static void giveBack(Uint8Array room) {
    if (rooms.size() < MOST_KEPT) {
      rooms.add(room);
    }
  }
}
