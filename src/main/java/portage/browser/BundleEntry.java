package portage.browser;

import portage.ipld.Utf8;

/**
 * How a bundle file says what lies in it: entries one after another, each a header, the item's name in ASCII, and its
 * bytes.
 *
 * <pre>
 * 0  4  "PGB1"
 * 4  1  1 for an item, 2 for "the item of this name is gone"
 * 5  1  length of the name
 * 6  2  zero
 * 8  4  length of the bytes, little-endian
 * </pre>
 *
 * @param kind one of {@link #ITEM} and {@link #GONE}
 * @param name the item's
 * @param sizeBytes of the item, without header and name
 */
record BundleEntry(int kind, String name, int sizeBytes) {
  static final int ITEM = 1;
  static final int GONE = 2;

  private static final int FIXED_BYTES = 12;
  /** The longest header with its name. */
  static final int MAX_HEADER_BYTES = FIXED_BYTES + 200;

  private static final byte[] MAGIC = {'P', 'G', 'B', '1'};

  /** Header and name; the item's bytes begin after so many. */
  int headerBytes() {
    return FIXED_BYTES + name.length();
  }

  /** Header and name. */
  byte[] header() {
    byte[] header = new byte[headerBytes()];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[4] = (byte) kind;
    header[5] = (byte) name.length();
    for (int i = 0; i < 4; i++) {
      header[8 + i] = (byte) (sizeBytes >>> 8 * i);
    }
    byte[] ascii = Utf8.encode(name);
    System.arraycopy(ascii, 0, header, FIXED_BYTES, ascii.length);
    return header;
  }

  /**
   * The entry whose header starts {@code bytes}, of which {@code length} are good; null when there is none, as after a
   * write that a crash cut off.
   */
  static BundleEntry read(byte[] bytes, int length) {
    if (length < FIXED_BYTES) {
      return null;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[i] != MAGIC[i]) {
        return null;
      }
    }
    int kind = bytes[4];
    int nameLength = bytes[5] & 0xff;
    if (kind != ITEM && kind != GONE || nameLength == 0 || FIXED_BYTES + nameLength > length) {
      return null;
    }
    int sizeBytes = 0;
    for (int i = 0; i < 4; i++) {
      sizeBytes |= (bytes[8 + i] & 0xff) << 8 * i;
    }
    String name = Utf8.decodeAnything(bytes, FIXED_BYTES, FIXED_BYTES + nameLength);
    return sizeBytes < 0 || name.length() != nameLength ? null : new BundleEntry(kind, name, sizeBytes);
  }
}
