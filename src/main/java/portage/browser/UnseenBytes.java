package portage.browser;

import portage.browser.js.JsBytes;

/**
 * Tells the garbage collector of memory that it does not see. A request holds a copy of the bytes that it sends until it is
 * collected, and Chromium does not count that copy (156: 300 MiB of them in the midst of 400 MB of small blobs). A buffer that
 * nobody touches is counted and costs nothing: some of those are thrown away in their stead.
 */
final class UnseenBytes {
  private static final int STEP_BYTES = 16 << 20;

  /** It collects once some 64 MiB are counted; here that is to be sooner. */
  private static final int WEIGHT = 4;

  private static int untold;

  private UnseenBytes() {}

  /** The browser has made a copy of so many bytes. */
  static void add(int bytes) {
    untold += WEIGHT * bytes;
    while (untold >= STEP_BYTES) {
      untold -= STEP_BYTES;
      JsBytes.create(STEP_BYTES);
    }
  }
}
