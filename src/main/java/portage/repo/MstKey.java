package portage.repo;

import portage.crypto.Sha256;
import portage.ipld.Utf8;

/** What the tree of a repo computes from the paths of its records (specs/repository, "MST Structure"). */
public final class MstKey {
  /** No key lies deeper: a digest has 256 bits, two a level. */
  public static final int MAX_DEPTH = 128;

  private MstKey() {}

  /** How far above the bottom of the tree a path lies: leading zero bits of its SHA-256, in pairs. */
  public static int depth(String path) {
    byte[] digest = Sha256.hash(Utf8.encode(path));
    int zeroBits = 0;
    for (byte octet : digest) {
      if (octet != 0) {
        zeroBits += Integer.numberOfLeadingZeros(octet & 255) - 24;
        break;
      }
      zeroBits += 8;
    }
    return zeroBits / 2;
  }

  /** How many leading characters two paths share. */
  public static int commonPrefix(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return i;
      }
    }
    return common;
  }
}
