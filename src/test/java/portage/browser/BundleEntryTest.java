package portage.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BundleEntryTest {
  private static final BundleEntry ENTRY = new BundleEntry(BundleEntry.ITEM, "blob-did.plc.x-bafk", 1_048_576);

  private static BundleEntry read(byte[] bytes) {
    return BundleEntry.read(Arrays.copyOf(bytes, BundleEntry.MAX_HEADER_BYTES), bytes.length);
  }

  @Test
  void headerIsReadBack() {
    assertEquals(ENTRY, read(ENTRY.header()));
    assertEquals(ENTRY.headerBytes(), ENTRY.header().length);
    BundleEntry longest = new BundleEntry(BundleEntry.GONE, "n".repeat(200), 0);
    assertEquals(longest, read(longest.header()));
    assertEquals(BundleEntry.MAX_HEADER_BYTES, longest.headerBytes());
  }

  @Test
  void everythingElseIsNoEntry() {
    byte[] header = ENTRY.header();
    for (int length = 0; length < header.length; length++) {
      assertNull(BundleEntry.read(header, length), "cut off after " + length);
    }
    for (int at = 0; at < 6; at++) {
      byte[] wrong = header.clone();
      wrong[at] ^= (byte) 0x80;
      assertNull(BundleEntry.read(wrong, wrong.length), "wrong at " + at);
    }
    byte[] negative = header.clone();
    negative[11] = (byte) 0x80;
    assertNull(read(negative), "more than two GiB");
    assertNull(read(new byte[64]));
  }
}
