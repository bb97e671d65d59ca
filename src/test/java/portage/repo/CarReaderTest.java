package portage.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portage.crypto.Sha256;
import portage.crypto.Vectors;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

class CarReaderTest {
  private static final byte[] BLOCK = DagCbor.encode("a block");
  private static final Cid CID = Cid.ofBlock(BLOCK);

  /** What a reader said, as text. */
  private static final class Heard implements CarHandler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void root(Cid root) {
      lines.add("root " + root);
    }

    @Override
    public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
      assertTrue(cid.matches(Sha256.hash(Arrays.copyOfRange(bytes, from, from + length))));
      lines.add(cid + " " + offsetBytes + " " + length);
    }
  }

  private static List<String> read(byte[] car, int... sizes) throws StreamingException {
    Heard heard = new Heard();
    CarReader reader = new CarReader(heard);
    int at = 0;
    for (int i = 0; at < car.length; i++) {
      int length = Math.min(car.length - at, sizes[i % sizes.length]);
      byte[] piece = Arrays.copyOfRange(car, at - Math.min(at, 3), at + length + 2);
      reader.push(piece, Math.min(at, 3), length);
      Arrays.fill(piece, (byte) 0x55); // a piece may be used again by its owner
      at += length;
    }
    assertEquals(car.length, reader.sizeBytes());
    reader.end();
    return heard.lines;
  }

  private static StreamingException refused(ErrorCode code, byte[] car) {
    StreamingException whole = assertThrows(StreamingException.class, () -> read(car, Math.max(1, car.length)));
    StreamingException bytewise = assertThrows(StreamingException.class, () -> read(car, 1));
    assertEquals(code, whole.code(), whole.getMessage());
    assertEquals(whole.getMessage(), bytewise.getMessage());
    assertEquals("check repo", whole.context().operation());
    return whole;
  }

  @Test
  void piecesOfAnySizeSayTheSame() throws Exception {
    CarBuilder car = CarBuilder.rooted(CID);
    List<String> expected = new ArrayList<>(List.of("root " + CID));
    Random random = new Random(4);
    for (int length : new int[] {0, 1, 64, 91, 92, 128, 5000, 300, 0}) {
      byte[] block = new byte[length];
      random.nextBytes(block);
      Cid cid = Cid.of(Cid.RAW, Sha256.hash(block));
      car.block(cid, block);
      expected.add(cid + " " + (car.sizeBytes() - length) + " " + length);
    }
    byte[] bytes = car.toByteArray();
    assertEquals(expected, read(bytes, bytes.length));
    for (int size = 1; size < 200; size++) {
      assertEquals(expected, read(bytes, size), "pieces of " + size);
    }
    assertEquals(expected, read(bytes, 1, 700, 2, 13));
  }

  @Test
  void emptyPiecesChangeNothing() throws Exception {
    byte[] car = CarBuilder.rooted(CID).block(CID, BLOCK).toByteArray();
    CarReader reader = new CarReader(new Heard());
    for (byte octet : car) {
      reader.push(new byte[0], 0, 0);
      reader.push(new byte[] {octet}, 0, 1);
    }
    reader.end();
  }

  @Test
  void headerAloneIsACar() throws Exception {
    assertEquals(List.of("root " + CID), read(CarBuilder.rooted(CID).toByteArray(), 7));
  }

  @Test
  void fileWithoutARootIsForThoseWhoAskedForOne() throws Exception {
    byte[] car = CarBuilder.rooted().block(CID, BLOCK).toByteArray();
    assertTrue(refused(ErrorCode.REPO_CORRUPT, car).getMessage().contains("0 roots"));
    List<Cid> blocks = new ArrayList<>();
    CarReader reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid root) {
        throw new AssertionError("there is none");
      }

      @Override
      public void noRoot() {}

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        blocks.add(cid);
      }
    });
    reader.push(car, 0, car.length);
    reader.end();
    assertEquals(List.of(CID), blocks);
  }

  @Test
  void duplicatesAreReportedAndHashedEachTime() throws Exception {
    CarBuilder car = CarBuilder.rooted(CID).block(CID, BLOCK).block(CID, BLOCK);
    assertEquals(3, read(car.toByteArray(), 5).size());
    StreamingException e = refused(ErrorCode.REPO_CORRUPT, car.block(CID, new byte[] {1}).toByteArray());
    assertEquals(CID.toString(), e.context().subject());
    assertEquals(car.sizeBytes() - 1, e.context().offsetBytes());
  }

  @Test
  void everyTruncationIsTold() {
    CarBuilder builder = CarBuilder.rooted(CID);
    int headerEnd = builder.sizeBytes();
    builder.block(CID, BLOCK);
    int firstEnd = builder.sizeBytes();
    byte[] car = builder.block(CID, BLOCK).toByteArray();
    for (int length = 0; length < car.length; length++) {
      if (length != headerEnd && length != firstEnd) {
        byte[] cut = Arrays.copyOf(car, length);
        assertEquals(length, refused(ErrorCode.REPO_TRUNCATED, cut).context().offsetBytes());
      }
    }
  }

  @Test
  void headersOfAnotherKindAreRefused() {
    Map<String, Object> header = new TreeMap<>(Map.of("roots", List.of(CID), "version", 1L));
    refusedHeader(with(header, "version", 2L));
    refusedHeader(with(header, "version", "1"));
    refusedHeader(with(header, "roots", List.of()));
    refusedHeader(with(header, "roots", List.of(CID, CID)));
    refusedHeader(with(header, "roots", CID));
    refusedHeader(with(header, "roots", List.of(CID.toString())));
    refusedHeader(with(header, "extra", 1L));
    refusedHeader(Map.of("version", 1L));
    refusedHeader(Map.of("roots", List.of(CID)));
    refusedHeader(List.of(CID, 1L));
    refusedHeader(with(header, "roots", List.of(CID, "x".repeat(5000))));
    // CARv2 begins with a fixed pragma.
    refused(ErrorCode.REPO_CORRUPT, Vectors.hex("0aa16776657273696f6e02"));
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.headed(new byte[0]).toByteArray());
    refused(ErrorCode.REPO_CORRUPT, "<!DOCTYPE html><html><body>502</body></html>".repeat(20).getBytes());
    refused(ErrorCode.REPO_CORRUPT, "{\"error\":\"RepoNotFound\"}".repeat(20).getBytes());
  }

  @Test
  void headerThatIsNotCanonicalIsRefused() {
    byte[] header = DagCbor.encode(new TreeMap<>(Map.of("roots", List.of(CID), "version", 1L)));
    byte[] longInteger = Arrays.copyOf(header, header.length + 1);
    longInteger[header.length - 1] = 0x18;
    longInteger[header.length] = 1;
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.headed(longInteger).toByteArray());
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.headed(Arrays.copyOf(header, header.length + 1)).toByteArray());
  }

  private static void refusedHeader(Object header) {
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.headed(DagCbor.encode(header)).toByteArray());
  }

  private static Map<String, Object> with(Map<String, Object> header, String key, Object value) {
    Map<String, Object> changed = new TreeMap<>(header);
    changed.put(key, value);
    return changed;
  }

  @Test
  void forgedLengthsAreRefusedBeforeAnythingIsKept() {
    CarBuilder start = CarBuilder.rooted(CID);
    for (long length : new long[] {
      0, 1, 35, 36 + CarReader.MAX_BLOCK_BYTES + 1, 1 << 24, Integer.MAX_VALUE, 1L << 32, (1L << 32) + 50, Long.MAX_VALUE, -1,
    }) {
      refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().bytes(start.toByteArray()).varint(length).bytes(new byte[100]).toByteArray());
    }
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().varint(4097).bytes(new byte[5000]).toByteArray());
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().varint(1L << 62).bytes(new byte[100]).toByteArray());
  }

  @Test
  void endlessAndPaddedVarintsAreRefused() {
    byte[] start = CarBuilder.rooted(CID).toByteArray();
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().bytes(start).bytes(Vectors.hex("80".repeat(40))).toByteArray());
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().bytes(start).bytes(Vectors.hex("ff".repeat(40))).toByteArray());
    refused(ErrorCode.REPO_CORRUPT, CarBuilder.empty().bytes(start).bytes(Vectors.hex("a400")).bytes(CID.toByteArray()).toByteArray());
  }

  @Test
  void largestBlockPassesByteForByte() throws Exception {
    byte[] block = new byte[CarReader.MAX_BLOCK_BYTES];
    new Random(1).nextBytes(block);
    Cid cid = Cid.of(Cid.RAW, Sha256.hash(block));
    byte[] car = CarBuilder.rooted(cid).block(cid, block).toByteArray();
    assertEquals(read(car, car.length), read(car, 64 * 1024));
  }

  @Test
  void cidsOfOtherKindsAreRefused() {
    byte[] digest = Sha256.hash(BLOCK);
    for (String prefix : new String[] {"01701220", "01711320", "01711e20", "02711220", "12200000", "00000000", "01711221"}) {
      byte[] section = CarBuilder.rooted(CID).varint(36 + BLOCK.length).bytes(Vectors.hex(prefix)).bytes(digest).bytes(BLOCK).toByteArray();
      refused(ErrorCode.REPO_CORRUPT, section);
    }
  }

  @Test
  void everyFlippedBitIsNoticed() throws Exception {
    byte[] car = CarBuilder.rooted(CID).block(CID, BLOCK).toByteArray();
    List<String> right = read(car, 10);
    for (int i = 0; i < car.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = car.clone();
        flipped[i] ^= (byte) (1 << bit);
        try {
          // Only the root's own CID is not covered by a hash: it names another commit then.
          assertNotEquals(right, read(flipped, 10), "byte " + i);
          assertTrue(i < 60);
        } catch (StreamingException e) {
          assertTrue(e.code() == ErrorCode.REPO_CORRUPT || e.code() == ErrorCode.REPO_TRUNCATED);
        }
      }
    }
  }

  @Test
  void readerIsOfNoUseAfterARefusal() {
    CarReader reader = new CarReader(new Heard());
    assertThrows(StreamingException.class, () -> reader.push(new byte[10], 0, 10));
    assertThrows(IllegalStateException.class, () -> reader.push(new byte[10], 0, 10));
    assertThrows(IllegalStateException.class, reader::end);
  }

  @Test
  void handlerSeesBytesOfThePieceWithoutACopy() throws Exception {
    byte[] car = CarBuilder.rooted(CID).block(CID, BLOCK).toByteArray();
    byte[][] seen = new byte[1][];
    CarReader reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid root) {}

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        seen[0] = bytes;
        assertArrayEquals(BLOCK, Arrays.copyOfRange(bytes, from, from + length));
      }
    });
    reader.push(car, 0, car.length);
    assertTrue(seen[0] == car);
  }
}
