package portage.ipld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portage.crypto.Vectors;

class DagCborTest {
  private static final String RECORD = """
      {"a":{"$link":"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"},
       "b":{"$bytes":"nFERjvLLiw9qm45JrqH9QTzyC2Lu1Xb4ne6+sBrCzI0"},
       "c":{"$type":"blob","ref":{"$link":"bafkreiccldh766hwcnuxnf2wh6jgzepf2nlu2lvcllt63eww5p6chi4ity"},
            "mimeType":"image/jpeg","size":10000}}""";

  @Test
  void recordHasThePublishedCid() throws Exception {
    assertEquals("bafyreihldkhcwijkde7gx4rpkkuw7pl6lbyu5gieunyc7ihactn5bkd2nm",
        Cid.ofBlock(DagCbor.encode(IpldJson.value(Json.parse(RECORD)))).toString());
  }

  @Test
  void publishedFixturesHaveTheirBytesAndCids() throws Exception {
    for (JsonValue value : Vectors.json("data-model/data-model-fixtures.json").asArray()) {
      JsonObject fixture = value.asObject();
      byte[] expected = Vectors.base64(fixture.getString("cbor_base64", ""));
      byte[] encoded = DagCbor.encode(IpldJson.value(fixture.get("json")));
      assertArrayEquals(expected, encoded);
      assertArrayEquals(expected, DagCbor.encode(DagCbor.decode(expected)));
      assertEquals(fixture.getString("cid", ""), Cid.ofBlock(encoded).toString());
    }
  }

  @Test
  void publishedValidValuesComeBack() throws Exception {
    for (JsonValue value : Vectors.json("data-model/data-model-valid.json").asArray()) {
      Object data = IpldJson.value(value.asObject().get("json"));
      assertEquals(data, DagCbor.decode(DagCbor.encode(data)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00", "23, 17", "24, 1818", "255, 18ff", "256, 190100", "65535, 19ffff", "65536, 1a00010000",
    "4294967295, 1affffffff", "4294967296, 1b0000000100000000", "9223372036854775807, 1b7fffffffffffffff",
    "2147483648, 1a80000000", "-1, 20", "-24, 37", "-25, 3818", "-256, 38ff", "-257, 390100",
    "-9223372036854775808, 3b7fffffffffffffff",
  })
  void integersAreWrittenShortest(long number, String hex) throws Exception {
    assertEquals(hex, HexFormat.of().formatHex(DagCbor.encode(number)));
    assertEquals(number, DagCbor.decode(Vectors.hex(hex)));
  }

  @Test
  void simpleValuesComeBack() throws Exception {
    assertNull(DagCbor.decode(Vectors.hex("f6")));
    assertEquals(true, DagCbor.decode(Vectors.hex("f5")));
    assertEquals(false, DagCbor.decode(Vectors.hex("f4")));
    assertEquals("", DagCbor.decode(Vectors.hex("60")));
    assertArrayEquals(new byte[] {1}, (byte[]) DagCbor.decode(Vectors.hex("4101")));
    assertEquals(List.of(), DagCbor.decode(Vectors.hex("80")));
    assertEquals(Map.of(), DagCbor.decode(Vectors.hex("a0")));
  }

  @Test
  void keysAreSortedByLengthThenBytes() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("bb", 1L);
    map.put("é", 2L); // two bytes, above every ASCII pair
    map.put("c", 3L);
    map.put("aaa", 4L);
    map.put("", 5L);
    assertEquals("a5" + "6005" + "616303" + "62626201" + "62c3a902" + "6361616104", HexFormat.of().formatHex(DagCbor.encode(map)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', nothing at all",
    "0000, a byte after the end",
    "1817, a number below 24 in two bytes",
    "1900ff, a number below 256 in three",
    "1a0000ffff, a number below 65536 in five",
    "1b00000000ffffffff, a number below 2^32 in nine",
    "3817, a negative one in two",
    "1b8000000000000000, 2^63",
    "3b8000000000000000, -2^63-1",
    "1bffffffffffffffff, 2^64-1",
    "1c, reserved", "1d, reserved", "1e, reserved", "1f, indefinite integer",
    "5f4101ff, indefinite bytes", "7f6161ff, indefinite text", "9f00ff, indefinite list", "bf616100ff, indefinite map",
    "ff, a break alone",
    "f7, undefined", "f0, simple 16", "f820, simple 32", "f8f4, false in two bytes", "e0, simple 0",
    "f93c00, half float", "fa3f800000, float", "fb3ff0000000000000, double", "fb7ff8000000000000, NaN",
    "c000, tag 0", "d82900, tag 41", "d82b4100, tag 43", "da0000002a4100, tag 42 in five bytes", "d82a00, tag 42 on a number",
    "d82a40, a link of no bytes", "d82a4100, a link of a zero alone", "d82a4101, a link without the zero",
    "d82a450001711220, a link cut off",
    "58, a head cut off", "5818, bytes that are missing", "41, one byte that is missing", "5803616263, a length below 24 in two bytes",
    "7b7fffffffffffffff, a text of 2^63-1", "5affffffff, bytes of 2^32-1", "5a7fffffff, bytes of 2^31-1",
    "9a7fffffff, a list of 2^31-1", "ba7fffffff, a map of 2^31-1", "9bffffffffffffffff, a list of 2^64-1", "81, a list without its item",
    "a1, a map without its pair", "a16161, a map without its value", "a10000, a number as key", "a1410000, bytes as key",
    "a2616200616100, keys out of order", "a2626161006162 00, a longer key first", "a2616100616100, a key twice",
    "61ff, not UTF-8", "61c3, half a character", "62c080, an overlong zero", "63e08080, an overlong in three",
    "64f0808080, an overlong in four", "63eda080, a high surrogate", "63edbfbf, a low surrogate",
    "64f4908080, above U+10FFFF", "64f5808080, a lead byte that does not exist", "62c328, a broken second byte",
    "63e28228, a broken third byte", "6180, a following byte alone", "a161ff00, a key that is not UTF-8",
  })
  void everythingElseIsRefused(String hex, String what) {
    byte[] block = Vectors.hex(hex.replace(" ", ""));
    MalformedException decoded = assertThrows(MalformedException.class, () -> DagCbor.decode(block), what);
    MalformedException skipped = assertThrows(MalformedException.class, () -> skip(block), what);
    assertEquals(decoded.getMessage(), skipped.getMessage());
    assertTrue(decoded.offset() >= 0 && decoded.offset() <= block.length, what);
    // The same inside a list, so that what follows is not the end.
    byte[] inner = Vectors.hex("82" + hex.replace(" ", "") + "00");
    if (!hex.isEmpty() && !hex.equals("0000")) {
      assertThrows(MalformedException.class, () -> DagCbor.decode(inner), what);
    }
  }

  @Test
  void allOfUnicodeComesBack() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int point = 0; point <= 0x10ffff; point += point < 0x1000 ? 1 : 37) {
      if (point < 0xd800 || point > 0xdfff) {
        all.appendCodePoint(point);
      }
    }
    all.appendCodePoint(0xffff).appendCodePoint(0x10ffff).appendCodePoint(0xd7ff).appendCodePoint(0xe000);
    byte[] utf8 = all.toString().getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(utf8, Utf8.encode(all.toString()));
    assertEquals(all.toString(), Utf8.decode(utf8, 0, utf8.length));
  }

  @Test
  void randomBytesAreJudgedAsTheJdkDoes() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(4)];
      random.nextBytes(bytes);
      bytes[0] |= (byte) 0x80;
      boolean isValid = Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
      assertEquals(isValid, Utf8.firstInvalid(bytes, 0, bytes.length) < 0, () -> HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void nestingHasALimit() throws Exception {
    assertNotNull(DagCbor.decode(nested(CborReader.MAX_NESTING)));
    assertThrows(MalformedException.class, () -> DagCbor.decode(nested(CborReader.MAX_NESTING + 1)));
    assertThrows(MalformedException.class, () -> DagCbor.decode(nested(1_000_000)));
    assertThrows(MalformedException.class, () -> skip(nested(1_000_000)));
    byte[] maps = new byte[3 * 200];
    for (int i = 0; i < 200; i++) {
      maps[3 * i] = (byte) 0xa1;
      maps[3 * i + 1] = 0x61;
      maps[3 * i + 2] = 0x61;
    }
    assertThrows(MalformedException.class, () -> DagCbor.decode(maps));
  }

  @Test
  void keysAreComparedWithinTheirOwnMap() throws Exception {
    // {"a": {"z": 0}, "b": [{"a": 0}], "c": 0}
    Object value = DagCbor.decode(Vectors.hex("a3" + "6161" + "a1617a00" + "6162" + "81a1616100" + "616300"));
    assertEquals(3, assertInstanceOf(Map.class, value).size());
  }

  @Test
  void everyPrefixAndFlippedByteIsRefusedOrMeansSomethingElse() throws Exception {
    byte[] block = DagCbor.encode(IpldJson.value(Json.parse(RECORD)));
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      assertThrows(MalformedException.class, () -> DagCbor.decode(cut));
    }
    for (int i = 0; i < block.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = block.clone();
        flipped[i] ^= (byte) (1 << bit);
        try {
          // What still decodes must be what its own bytes say: one value, one encoding.
          assertArrayEquals(flipped, DagCbor.encode(DagCbor.decode(flipped)));
        } catch (MalformedException e) {
          assertTrue(e.offset() <= block.length);
        }
      }
    }
  }

  @Test
  void everyKindOfItemIsPassedOver() throws Exception {
    for (String hex : new String[] {"00", "3903e7", "4401020304", "63616263", "8201f6", "a16161820102", "f4", "f5", "f6", "40", "60"}) {
      skip(Vectors.hex(hex));
      skip(Vectors.hex("82" + hex + hex));
    }
    skip(DagCbor.encode(IpldJson.value(Json.parse(RECORD))));
  }

  @Test
  void rangeOfALargerArrayIsReadAlone() throws Exception {
    assertEquals(1L, DagCbor.decode(Vectors.hex("ff01ff"), 1, 1));
    MalformedException e = assertThrows(MalformedException.class, () -> DagCbor.decode(Vectors.hex("ff18"), 1, 1));
    assertEquals(0, e.offset());
    assertThrows(IllegalArgumentException.class, () -> DagCbor.decode(new byte[2], 1, 2));
  }

  @Test
  void valuesOutsideTheDataModelAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> DagCbor.encode(1.5));
    assertThrows(IllegalArgumentException.class, () -> DagCbor.encode(Map.of(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> DagCbor.encode("\ud800"));
    assertThrows(IllegalArgumentException.class, () -> DagCbor.encode("\udc00\ud800"));
  }

  private static byte[] nested(int depth) {
    byte[] block = new byte[depth + 1];
    Arrays.fill(block, (byte) 0x81);
    block[depth] = (byte) 0x80;
    if (depth > 0) {
      block[depth] = 0;
    }
    return block;
  }

  private static void skip(byte[] block) throws MalformedException {
    CborReader reader = new CborReader(block);
    reader.skip();
    reader.finish();
  }
}
