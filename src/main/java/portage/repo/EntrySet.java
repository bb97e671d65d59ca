package portage.repo;

/** Some of the entries of a {@link RepoIndex}, one bit each. */
final class EntrySet {
  private final int[] bits;
  private int size;

  /** @param entries how many the index has */
  EntrySet(int entries) {
    bits = new int[(entries + 31) >>> 5];
  }

  /** Adds an entry; false when it was there. */
  boolean add(int entry) {
    int bit = 1 << (entry & 31);
    if ((bits[entry >>> 5] & bit) != 0) {
      return false;
    }
    bits[entry >>> 5] |= bit;
    size++;
    return true;
  }

  boolean contains(int entry) {
    return (bits[entry >>> 5] & 1 << (entry & 31)) != 0;
  }

  int size() {
    return size;
  }
}
