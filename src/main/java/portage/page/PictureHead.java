package portage.page;

/**
 * What the first bytes of a picture say that it is: one of the kinds in which nothing can be run. Others, such as SVG, are none.
 *
 * <pre>
 * PNG   89 'PNG' 0d 0a 1a 0a, length 4, 'IHDR', width 4, height 4        (all big-endian)
 * JPEG  ff d8, then segments ff, marker, length 2; in that of a frame: precision 1, height 2, width 2
 * GIF   'GIF87a' or 'GIF89a', width 2, height 2                           (little-endian)
 * WebP  'RIFF', size 4, 'WEBP', then 'VP8X', 'VP8L' or 'VP8 '             (little-endian)
 * </pre>
 *
 * @param mediaType what browsers are to take it for
 * @param pixelCount what it takes to show it; a few bytes can claim very many
 */
record PictureHead(String mediaType, long pixelCount) {
  /** Null for bytes that begin no picture of these kinds. */
  static PictureHead ofOrNull(byte[] bytes) {
    if (has(bytes, 0, "\u0089PNG\r\n\u001a\n") && has(bytes, 12, "IHDR") && bytes.length >= 24) {
      return new PictureHead("image/png", big(bytes, 16, 4) * big(bytes, 20, 4));
    }
    if ((has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a")) && bytes.length >= 10) {
      return new PictureHead("image/gif", little(bytes, 6, 2) * little(bytes, 8, 2));
    }
    if (has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP") && bytes.length >= 30) {
      long pixels = webpPixels(bytes);
      return pixels < 0 ? null : new PictureHead("image/webp", pixels);
    }
    if (has(bytes, 0, "\u00ff\u00d8\u00ff")) {
      long pixels = jpegPixels(bytes);
      return pixels < 0 ? null : new PictureHead("image/jpeg", pixels);
    }
    return null;
  }

  private static long webpPixels(byte[] bytes) {
    if (has(bytes, 12, "VP8X")) {
      return (little(bytes, 24, 3) + 1) * (little(bytes, 27, 3) + 1);
    }
    if (has(bytes, 12, "VP8L")) {
      long both = little(bytes, 21, 4);
      return ((both & 0x3fff) + 1) * ((both >> 14 & 0x3fff) + 1);
    }
    return has(bytes, 12, "VP8 ") ? (little(bytes, 26, 2) & 0x3fff) * (little(bytes, 28, 2) & 0x3fff) : -1;
  }

  /** From the first frame; -1 when there is none. */
  private static long jpegPixels(byte[] bytes) {
    int at = 2;
    while (at + 9 <= bytes.length && bytes[at] == (byte) 0xff) {
      int marker = bytes[at + 1] & 0xff;
      boolean isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (isFrame) {
        return big(bytes, at + 5, 2) * big(bytes, at + 7, 2);
      }
      boolean isFill = marker == 0xff;
      at += isFill ? 1 : 2 + Math.max(2, (int) big(bytes, at + 2, 2));
    }
    return -1;
  }

  private static boolean has(byte[] bytes, int at, String text) {
    if (bytes.length < at + text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[at + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long big(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  private static long little(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
