package portage.ipld;

/** The order of byte strings in CIDs and in keys of DAG-CBOR; TeaVM has no {@code Arrays.compareUnsigned}. */
final class UnsignedBytes {
  private UnsignedBytes() {}

  /** Negative, 0 or positive as {@code a} is before, equal to or after {@code b}; a prefix comes first. */
  static int compare(byte[] a, byte[] b) {
    int common = Math.min(a.length, b.length);
    for (int i = 0; i < common; i++) {
      int difference = (a[i] & 255) - (b[i] & 255);
      if (difference != 0) {
        return difference;
      }
    }
    return a.length - b.length;
  }
}
