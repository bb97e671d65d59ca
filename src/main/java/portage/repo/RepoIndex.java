package portage.repo;

import java.util.Arrays;
import portage.ipld.Cid;

/**
 * Where each block of a CAR lies. A CAR has its blocks in no useful order, so a walk needs this.
 *
 * <p>Eleven ints a block (the digest, offset, length with two flags) in pages that never move, and an open-addressing
 * table of entry numbers that is at most three quarters full: 50 to 55 bytes a block, 64 at worst while it grows. Entries
 * are numbered from 0 in the order they came.
 */
public final class RepoIndex {
  /** The number that no entry has. */
  public static final int NONE = -1;

  private static final int DIGEST_INTS = 8;
  private static final int OFFSET = 8;
  private static final int LENGTH = 10;
  private static final int STRIDE = 11;
  private static final int PAGE_BITS = 11;
  private static final int PAGE_ENTRIES = 1 << PAGE_BITS;

  private static final int LENGTH_MASK = (1 << 24) - 1;
  private static final int RAW_FLAG = 1 << 24;
  private static final int DATA_FLAG = 1 << 25;

  private int[][] pages = new int[4][];
  private int size;
  /** Entry number + 1, or 0 for a free slot. The length is a power of two. */
  private int[] table = new int[1024];
  private final int[] wanted = new int[DIGEST_INTS];

  /** Distinct blocks. */
  public int size() {
    return size;
  }

  public boolean contains(Cid cid) {
    return find(cid) != NONE;
  }

  /** The entry of {@code cid}, or {@link #NONE}. */
  public int find(Cid cid) {
    if (!cid.isSha256()) {
      return NONE;
    }
    return table[slot(cid)] - 1;
  }

  /** Where the entry's block begins in the CAR. */
  public long offsetBytes(int entry) {
    int[] page = pages[entry >>> PAGE_BITS];
    int at = place(entry) + OFFSET;
    return (long) page[at] << 32 | page[at + 1] & 0xffffffffL;
  }

  /** How long the entry's block is. */
  public int sizeBytes(int entry) {
    return flags(entry) & LENGTH_MASK;
  }

  /** True when the entry's block was found to be canonical DAG-CBOR. */
  public boolean isData(int entry) {
    return (flags(entry) & DATA_FLAG) != 0;
  }

  /** The CID of an entry, for those who go through them all. */
  public Cid cid(int entry) {
    int[] page = pages[entry >>> PAGE_BITS];
    int at = place(entry);
    byte[] digest = new byte[4 * DIGEST_INTS];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (page[at + (i >>> 2)] >>> 24 - 8 * (i & 3));
    }
    return Cid.of((flags(entry) & RAW_FLAG) != 0 ? Cid.RAW : Cid.DAG_CBOR, digest);
  }

  /**
   * Adds a block. Returns its new entry, or {@link #NONE} when the CID is there already; the first place is kept then.
   *
   * @param cid of SHA-256
   * @param sizeBytes at most {@link CarReader#MAX_BLOCK_BYTES}
   * @param isData whether the block is canonical DAG-CBOR
   */
  public int add(Cid cid, long offsetBytes, int sizeBytes, boolean isData) {
    int slot = slot(cid);
    if (table[slot] != 0) {
      return NONE;
    }
    if (size >>> PAGE_BITS == pages.length) {
      pages = Arrays.copyOf(pages, pages.length * 2);
    }
    if (pages[size >>> PAGE_BITS] == null) {
      pages[size >>> PAGE_BITS] = new int[PAGE_ENTRIES * STRIDE];
    }
    int[] page = pages[size >>> PAGE_BITS];
    int at = place(size);
    System.arraycopy(wanted, 0, page, at, DIGEST_INTS);
    page[at + OFFSET] = (int) (offsetBytes >>> 32);
    page[at + OFFSET + 1] = (int) offsetBytes;
    page[at + LENGTH] = sizeBytes | (cid.codec() == Cid.RAW ? RAW_FLAG : 0) | (isData ? DATA_FLAG : 0);
    table[slot] = ++size;
    if (size > table.length / 4 * 3) {
      grow();
    }
    return size - 1;
  }

  private static int place(int entry) {
    return (entry & PAGE_ENTRIES - 1) * STRIDE;
  }

  private int flags(int entry) {
    return pages[entry >>> PAGE_BITS][place(entry) + LENGTH];
  }

  /** The slot that holds {@code cid}, or the free one where it belongs. Leaves its digest in {@link #wanted}. */
  private int slot(Cid cid) {
    for (int i = 0; i < DIGEST_INTS; i++) {
      int at = 4 + 4 * i;
      wanted[i] = cid.byteAt(at) << 24 | (cid.byteAt(at + 1) & 255) << 16 | (cid.byteAt(at + 2) & 255) << 8
          | cid.byteAt(at + 3) & 255;
    }
    int rawFlag = cid.codec() == Cid.RAW ? RAW_FLAG : 0;
    int slot = wanted[DIGEST_INTS - 1] & table.length - 1;
    while (table[slot] != 0 && !isWanted(table[slot] - 1, rawFlag)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private boolean isWanted(int entry, int rawFlag) {
    int[] page = pages[entry >>> PAGE_BITS];
    int at = place(entry);
    for (int i = DIGEST_INTS - 1; i >= 0; i--) {
      if (page[at + i] != wanted[i]) {
        return false;
      }
    }
    return (page[at + LENGTH] & RAW_FLAG) == rawFlag;
  }

  private void grow() {
    int[] bigger = new int[table.length * 2];
    for (int entry = 0; entry < size; entry++) {
      int slot = pages[entry >>> PAGE_BITS][place(entry) + DIGEST_INTS - 1] & bigger.length - 1;
      while (bigger[slot] != 0) {
        slot = slot + 1 & bigger.length - 1;
      }
      bigger[slot] = entry + 1;
    }
    table = bigger;
  }
}
