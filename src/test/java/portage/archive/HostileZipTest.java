package portage.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.jvm.MemoryItem;

/** ZIP files that somebody made, or spoilt, on purpose. Each is refused with a code, or is as good as any. */
class HostileZipTest {
  private static final long ELSEWHERE = 0xffffffffL;

  private final Map<String, Consumer<ForgedZip>> forms = new LinkedHashMap<>();
  private final Map<String, ErrorCode> codes = new LinkedHashMap<>();

  private void unreadable(String form, Consumer<ForgedZip> forge) {
    forms.put(form, forge);
    codes.put(form, ErrorCode.BACKUP_UNREADABLE);
  }

  private void damaged(String form, Consumer<ForgedZip> forge) {
    forms.put(form, forge);
    codes.put(form, ErrorCode.BACKUP_DAMAGED);
  }

  @TestFactory Stream<DynamicTest> everyFormIsRefusedWithItsCode() {
    refusedForms();
    refusedNames();
    lyingSizes();
    places();
    ends();
    return forms.entrySet().stream().map(form -> dynamicTest(form.getKey(), () -> {
      ForgedZip zip = new ForgedZip();
      form.getValue().accept(zip);
      byte[] bytes = zip.bytes();
      StreamingException failure = assertThrows(StreamingException.class, () -> Zips.read(bytes));
      assertEquals(codes.get(form.getKey()), failure.code(), failure.getMessage());
      assertTrue(failure.detail().startsWith("it ") || failure.detail().contains("a file in it")
          || failure.detail().contains("files in it") || failure.detail().startsWith("its ")
          || failure.detail().startsWith("a size"), "not for a person: " + failure.detail());
    }));
  }

  private void refusedForms() {
    unreadable("encrypted, by the directory", zip -> zip.first().central.flags = 1);
    unreadable("encrypted, by the local header alone", zip -> zip.first().local.flags = 1);
    unreadable("strongly encrypted", zip -> zip.first().central.flags = 1 << 6);
    unreadable("with a masked header", zip -> zip.first().local.flags = 1 << 13);
    unreadable("patch of another file", zip -> zip.first().central.flags = 1 << 5);
    for (int method : new int[] {1, 6, 9, 12, 14, 93, 95, 99, 0xffff}) {
      unreadable("method " + method, zip -> zip.second().central.method = method);
      unreadable("method " + method + ", by the local header alone", zip -> zip.second().local.method = method);
    }
    unreadable("one of several disks", zip -> zip.disk = 1);
    unreadable("directory on another disk", zip -> zip.directoryDisk = 1);
    unreadable("entry on another disk", zip -> zip.first().disk = 1);
    unreadable("one of several disks, by the larger end", zip -> {
      zip.hasLargeEnd = true;
      zip.largeDisk = 1;
    });
    unreadable("number of disks", zip -> {
      zip.hasLargeEnd = true;
      zip.disks = 2;
    });
  }

  private void refusedNames() {
    for (String name : List.of(
        "", "..", "../a", "a/..", "a/../b", ".", "./a", "a/./b", "/a", "/", "//", "a//b", "\\a", "..\\a", "a\\b", "C:a", "c:/a",
        "a\u0000b", "a\nb", "\u007f", "x".repeat(513))) {
      String shown = name.length() > 99 ? "of too many bytes" : name.replace('\n', '|').replace('\u0000', '|');
      unreadable("name " + shown, zip -> named(zip, name.getBytes(StandardCharsets.UTF_8)));
    }
    unreadable("name that is not UTF-8", zip -> named(zip, new byte[] {'a', (byte) 0x81}));
    unreadable("name with an overlong slash", zip -> named(zip, new byte[] {(byte) 0xc0, (byte) 0xaf}));
    unreadable("name that is half a pair", zip -> named(zip, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
    unreadable("two of the same name", zip -> zip.stored("a.txt", "another"));
    damaged("another name in the local header", zip -> zip.first().local.name = "c.txt".getBytes());
    unreadable("name of the local header alone leads out", zip -> zip.first().local.name = "../a.".getBytes());
  }

  private static void named(ForgedZip zip, byte[] name) {
    zip.first().local.name = name;
    zip.first().central.name = name;
  }

  private static void sized(ForgedZip.Entry entry, long packed, long size) {
    for (ForgedZip.Header header : List.of(entry.local, entry.central)) {
      header.packed = packed;
      header.size = size;
    }
  }

  private void lyingSizes() {
    damaged("stored, longer than it says", zip -> sized(zip.first(), 9, 9));
    damaged("stored, packed and not", zip -> sized(zip.first(), 10, 9));
    damaged("stored, shorter when packed", zip -> sized(zip.first(), 9, 10));
    damaged("deflated, longer than it says", zip -> sized(zip.second(), zip.second().data.length, 259));
    damaged("deflated, shorter than it says", zip -> sized(zip.second(), zip.second().data.length, 261));
    damaged("deflated, one byte less", zip -> sized(zip.second(), zip.second().data.length - 1, 260));
    damaged("deflated, one byte more", zip -> {
      zip.second().data = Arrays.copyOf(zip.second().data, zip.second().data.length + 1);
      sized(zip.second(), zip.second().data.length, 260);
    });
    damaged("deflated, better than deflate can", zip -> sized(zip.second(), 20, 20 * 1032 + 1));
    damaged("deflated from nothing", zip -> {
      zip.second().data = new byte[0];
      sized(zip.second(), 0, 0);
    });
    damaged("no deflate data", zip -> Arrays.fill(zip.second().data, (byte) 0xff));
    damaged("bomb: much more than it says", zip -> {
      ForgedZip.Entry bomb = zip.add("bomb".getBytes(), new byte[5_000_000], 8);
      sized(bomb, bomb.data.length, 5000);
    });
    damaged("size of half a file system", zip -> sized(zip.first(), 0xfffffffeL, 0xfffffffeL));
    damaged("sizes that have no room in a number", zip -> elsewhere(zip.first(), -1, -1));
    damaged("packed size that has no room in a number", zip -> elsewhere(zip.second(), 260, Long.MIN_VALUE));
    damaged("sizes that make an overflow", zip -> elsewhere(zip.first(), Long.MAX_VALUE, Long.MAX_VALUE));
    damaged("sizes elsewhere that are nowhere", zip -> zip.first().central.size = ELSEWHERE);
    damaged("sizes elsewhere that are cut off", zip -> {
      elsewhere(zip.first(), 10, 10);
      zip.first().central.extra = Arrays.copyOf(zip.first().central.extra, 15);
    });
    damaged("other size in the local header", zip -> zip.second().local.size = 259);
    damaged("other packed size in the local header", zip -> zip.second().local.packed--);
    damaged("other CRC-32 in the local header", zip -> zip.second().local.crc ^= 1);
    damaged("wrong CRC-32", zip -> {
      zip.first().local.crc ^= 1;
      zip.first().central.crc ^= 1;
    });
    damaged("other bytes", zip -> zip.first().data[3] ^= 1);
  }

  private static void elsewhere(ForgedZip.Entry entry, long size, long packed) {
    sized(entry, ELSEWHERE, ELSEWHERE);
    entry.local.extra = ForgedZip.large(size, packed);
    entry.central.extra = ForgedZip.large(size, packed);
  }

  private void places() {
    damaged("two that are one", zip -> {
      ForgedZip.Entry again = zip.stored("c.txt", "first file");
      again.offset = 0;
    });
    damaged("one inside of another", zip -> {
      ForgedZip.Entry inner = zip.stored("c.txt", "x");
      inner.offset = 37;
    });
    damaged("one that goes on in the next", zip -> sized(zip.first(), 30, 30));
    damaged("one that goes on in the directory", zip -> {
      int length = zip.second().data.length;
      zip.second().data = Arrays.copyOf(zip.second().data, length);
      sized(zip.second(), length + 1, 260);
    });
    damaged("one that reaches the next by its local extra field", zip -> {
      // As it is in the file, the extra field ends where the second begins; the bytes would lie in there.
      zip.first().local.extra = new byte[] {9, 9, 6, 0, 1, 2, 3, 4, 5, 6};
      zip.first().data = new byte[0];
    });
    damaged("one behind the end", zip -> zip.second().offset = 0xfffffff0L);
    damaged("one in the directory", zip -> zip.second().offset = zip.bytes().length - 60);
    damaged("one where no header is", zip -> zip.second().offset = 3);
    damaged("one at a place that has no room in a number", zip -> {
      zip.second().isElsewhere = true;
      zip.second().central.extra = ForgedZip.large(-5);
    });
    damaged("one at a place that makes an overflow", zip -> {
      zip.second().isElsewhere = true;
      zip.second().central.extra = ForgedZip.large(Long.MAX_VALUE - 3);
    });
    damaged("no local header", zip -> zip.first().local.signature ^= 1);
    damaged("extra field that is longer than the entry", zip -> zip.first().local.extraBytes = 30);
    damaged("extra field that is longer than the file", zip -> zip.second().local.extraBytes = 0xffff);
  }

  private void ends() {
    damaged("directory with another signature", zip -> zip.second().central.signature ^= 1);
    damaged("fewer entries than said", zip -> zip.count = 3);
    damaged("more entries than said", zip -> zip.count = 1);
    damaged("more entries than there is room for", zip -> zip.count = 65_534);
    damaged("directory that is longer than the file", zip -> zip.directoryBytes = 0xfffffff0L);
    damaged("directory that is shorter than said", zip -> zip.directoryBytes = 60L);
    damaged("directory behind the end", zip -> zip.directoryOffset = 0xfffffff0L);
    damaged("directory elsewhere, and no larger end", zip -> zip.directoryOffset = ELSEWHERE);
    damaged("something put in front of everything", zip -> {
      zip.before = new byte[4];
      zip.directoryOffset = (long) new ForgedZip().bytes().length - 22 - 2 * (46 + 5);
    });
    damaged("something behind everything", zip -> zip.after = new byte[1]);
    damaged("comment in the directory that is longer than it", zip -> zip.second().central.commentBytes = 1);
    damaged("extra field in the directory that is longer than it", zip -> zip.second().central.extraBytes = 0xffff);
    largeEnd("entries", zip -> zip.largeCount = 3L);
    largeEnd("negative entries", zip -> zip.largeCount = -1L);
    largeEnd("length of the directory", zip -> zip.largeDirectoryBytes = -1L);
    largeEnd("place of the directory", zip -> zip.largeDirectoryOffset = Long.MAX_VALUE);
    largeEnd("its own place", zip -> zip.largeOffset = 0L);
    largeEnd("negative place of its own", zip -> zip.largeOffset = -1L);
    largeEnd("its own place behind the end", zip -> zip.largeOffset = Long.MAX_VALUE);
    largeEnd("its own length", zip -> zip.largeRest = 1L << 40);
    damaged("larger end that says something else", zip -> {
      zip.hasLargeEnd = true;
      zip.count = 1;
    });
  }

  /** The small end says that everything stands in the large one, and that lies about something. */
  private void largeEnd(String what, Consumer<ForgedZip> forge) {
    damaged("larger end, " + what, zip -> {
      toLargeEnd(zip);
      forge.accept(zip);
    });
  }

  private static void toLargeEnd(ForgedZip zip) {
    zip.hasLargeEnd = true;
    zip.count = 0xffff;
    zip.directoryBytes = ELSEWHERE;
    zip.directoryOffset = ELSEWHERE;
  }

  private static void isRead(ForgedZip zip) throws StreamingException {
    Map<String, byte[]> content = Zips.read(zip.bytes());
    assertEquals("first file", new String(content.get("a.txt"), StandardCharsets.UTF_8));
    assertEquals("second file, ".repeat(20), new String(content.get("b.txt"), StandardCharsets.UTF_8));
  }

  @Test void whatOtherToolsWriteIsAsGoodAsOurs() throws Exception {
    isRead(new ForgedZip());
    ForgedZip large = new ForgedZip();
    toLargeEnd(large);
    elsewhere(large.first(), 10, 10);
    large.second().isElsewhere = true;
    large.second().central.extra = ForgedZip.large(30 + 5 + 20 + 10);
    isRead(large);
    ForgedZip later = new ForgedZip();
    later.second().local.flags = 8;
    later.second().local.crc = 0;
    later.second().local.packed = 0;
    later.second().local.size = 0;
    later.second().central.flags = 8;
    later.second().behind = new byte[16];
    isRead(later);
    ForgedZip odd = new ForgedZip();
    odd.comment = "a comment".repeat(7000).getBytes();
    odd.first().local.extra = new byte[] {1, 2, 2, 0, 5, 5, 0, 0, 0};
    odd.first().central.comment = new byte[0xffff];
    odd.first().central.extra = new byte[0xffff];
    odd.second().behind = new byte[100];
    isRead(odd);
  }

  @Test void localExtraFieldOfAnyLengthIsPassedOver() throws Exception {
    for (int length : new int[] {0, 60, 570, 600, 0xffff}) {
      ForgedZip zip = new ForgedZip();
      zip.first().local.extra = new byte[length];
      isRead(zip);
    }
  }

  @Test void foldersAreNoFiles() throws Exception {
    ForgedZip zip = new ForgedZip();
    zip.stored("blobs/", "");
    zip.stored("blobs/x", "a blob");
    isRead(zip);
    assertEquals(List.of("a.txt", "b.txt", "blobs/x"), List.copyOf(Zips.read(zip.bytes()).keySet()));
  }

  @Test void fileThatIsCutAtAnyByteIsRefused() throws Exception {
    byte[] zip = Zips.of(Zips.content());
    for (int length = 0; length < zip.length; length++) {
      byte[] cut = Arrays.copyOf(zip, length);
      ErrorCode code = assertThrows(StreamingException.class, () -> Zips.read(cut)).code();
      assertEquals(length < 4 ? ErrorCode.BACKUP_UNREADABLE : ErrorCode.BACKUP_DAMAGED, code, "cut at " + length);
    }
  }

  @Test void flippedBitIsNoticedOrChangesNothing() throws Exception {
    Map<String, byte[]> content = Zips.content();
    byte[] zip = Zips.of(content);
    for (int bit = 0; bit < zip.length * 8; bit += 3) {
      byte[] spoilt = zip.clone();
      spoilt[bit / 8] ^= 1 << bit % 8;
      try {
        Map<String, byte[]> read = Zips.read(spoilt);
        read.forEach((name, bytes) -> assertArrayEquals(content.get(name), bytes, name));
      } catch (StreamingException e) {
        assertTrue(e.code() == ErrorCode.BACKUP_DAMAGED || e.code() == ErrorCode.BACKUP_UNREADABLE, e.getMessage());
      }
    }
  }

  @Test void whatIsNoZipFileIsCalledSo() {
    for (String text : List.of("", "x", "not a ZIP file at all, but a text", "\u001f\u008b gzip".repeat(1000))) {
      StreamingException failure =
          assertThrows(StreamingException.class, () -> Zips.read(new MemoryItem("file", text.getBytes(StandardCharsets.ISO_8859_1))));
      assertEquals(ErrorCode.BACKUP_UNREADABLE, failure.code());
      assertEquals("it is not a ZIP file", failure.detail());
    }
  }

  /** All of these have one hash; a table of them would be a list, and looking into it a million times a matter of hours. */
  @Test void namesThatAreChosenToCollideCostNoTime() throws Exception {
    ForgedZip zip = new ForgedZip();
    for (int i = 0; i < 1 << 15; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      zip.stored(name.toString(), "");
    }
    assertEquals(2 + (1 << 15), ZipReader.open(new MemoryItem("file", zip.bytes()), Zips.DEFLATE).entries().size());
  }

  @Test void directoryWithMoreThanAnyBackupHasIsRefusedBeforeItIsRead() {
    byte[] end = new HeaderBytes(100).u32(0x06064b50L).u64(44).u16(45).u16(45).u32(0).u32(0).u64(3_000_000).u64(3_000_000)
        .u64(1L << 30).u64(0).u32(0x07064b50L).u32(0).u64(1L << 30).u32(1)
        .u32(0x06054b50L).u16(0).u16(0).u16(0xffff).u16(0xffff).u32(ELSEWHERE).u32(ELSEWHERE).u16(0).take();
    HollowItem file = new HollowItem(1L << 30, end);
    StreamingException failure = assertThrows(StreamingException.class, () -> ZipReader.open(file, Zips.DEFLATE));
    assertEquals(ErrorCode.BACKUP_UNREADABLE, failure.code());
    assertTrue(file.readBytes() < 200_000, file.readBytes() + " bytes read");
  }
}
