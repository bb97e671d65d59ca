package portage.archive;

import portage.ipld.MalformedException;
import portage.ipld.Utf8;

/**
 * Names that are the same file everywhere and never lead out of the folder they are unpacked in: UTF-8, at most
 * {@value #MOST_BYTES} bytes, parts between forward slashes that are neither empty nor {@code .} nor {@code ..}, without
 * backslashes, drive letters and control characters. A name that ends with a slash is a folder's.
 */
final class EntryName {
  static final int MOST_BYTES = 512;

  private EntryName() {}

  /** Null when {@code bytes[from … from+length)} is no such name. */
  static String decodeOrNull(byte[] bytes, int from, int length) {
    if (length < 1 || length > MOST_BYTES) {
      return null;
    }
    try {
      String name = Utf8.decode(bytes, from, from + length);
      return isSafe(name) ? name : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  /** The bytes of a name that is ours to choose. {@code IllegalArgumentException} when it is no such name, or a folder's. */
  static byte[] encode(String name) {
    byte[] bytes = Utf8.encode(name);
    if (bytes.length > MOST_BYTES || !isSafe(name) || isFolder(name)) {
      throw new IllegalArgumentException("not a name for an entry: " + name);
    }
    return bytes;
  }

  static boolean isFolder(String name) {
    return name.endsWith("/");
  }

  private static boolean isSafe(String name) {
    int partStart = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\') {
        return false;
      }
      if (c == '/') {
        if (!isPart(name, partStart, i)) {
          return false;
        }
        partStart = i + 1;
      }
    }
    boolean isDrive = name.length() > 1 && name.charAt(1) == ':';
    return !isDrive && (partStart == name.length() ? partStart > 0 : isPart(name, partStart, name.length()));
  }

  private static boolean isPart(String name, int from, int end) {
    int length = end - from;
    boolean isDots = length <= 2 && name.startsWith("..".substring(0, length), from);
    return length > 0 && !isDots;
  }
}
