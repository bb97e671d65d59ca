package portage.browser;

import java.util.ArrayDeque;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBytes;

/** Buffers that small files are collected in to be hashed as one, used again by the next. */
final class HashRooms {
  /** Size of each: pictures have at most 2,000,000 bytes (lexicons of app.bsky). */
  static final int BYTES = 2 << 20;

  /** As many as there are usually files on their way. */
  private static final int MOST_KEPT = 5;

  private static final ArrayDeque<Uint8Array> rooms = new ArrayDeque<>();

  private HashRooms() {}

  /** One that nobody else uses. */
  static Uint8Array take() {
    Uint8Array room = rooms.poll();
    return room == null ? JsBytes.create(BYTES) : room;
  }

  /** Nobody reads what is in it any more. */
  static void giveBack(Uint8Array room) {
    if (rooms.size() < MOST_KEPT) {
      rooms.add(room);
    }
  }
}
