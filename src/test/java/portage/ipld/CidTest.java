package portage.ipld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portage.crypto.Sha256;
import portage.crypto.Vectors;

class CidTest {
  private static final String TEXT = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";

  @Test
  void blobsAreCalledAsTheServersCallThem() {
    assertEquals("bafkreie3km4eqsz62642rftgw35hdiynqgdlm6smbez4l4i3fupwpgmluu",
        Cid.of(Cid.RAW, Sha256.hash("hello text".getBytes())).toString());
    assertEquals("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", Cid.of(Cid.RAW, Sha256.hash()).toString());
  }

  @Test
  void textAndBytesComeBack() throws Exception {
    Cid cid = Cid.parse(TEXT);
    assertEquals(TEXT, cid.toString());
    assertEquals(Cid.DAG_CBOR, cid.codec());
    assertTrue(cid.isSha256());
    assertEquals(cid, Cid.fromBytes(cid.toByteArray()));
    assertEquals(cid, Cid.of(Cid.DAG_CBOR, cid.digest()));
    assertEquals(cid.hashCode(), Cid.of(Cid.DAG_CBOR, cid.digest()).hashCode());
    assertNotEquals(cid, Cid.of(Cid.RAW, cid.digest()));
    assertTrue(cid.matches(cid.digest()));
    assertFalse(cid.matches(new byte[32]));
  }

  @Test
  void otherCodecsAndDigestsAreMisuse() {
    assertThrows(IllegalArgumentException.class, () -> Cid.of(0x70, new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> Cid.of(Cid.RAW, new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> Cid.of(Cid.RAW, new byte[33]));
  }

  @Test
  void orderIsThatOfUnsignedBytes() throws Exception {
    byte[] low = new byte[32];
    byte[] high = new byte[32];
    low[0] = 0x7f;
    high[0] = (byte) 0x80;
    assertTrue(Cid.of(Cid.RAW, low).compareTo(Cid.of(Cid.RAW, high)) < 0);
    assertTrue(Cid.of(Cid.RAW, high).compareTo(Cid.of(Cid.DAG_CBOR, low)) < 0);
    assertEquals(0, Cid.parse(TEXT).compareTo(Cid.parse(TEXT)));
  }

  @Test
  void unusualCidsAreCarriedUnchanged() throws Exception {
    byte[][] unusual = {
      Vectors.hex("01701220" + "ab".repeat(32)), // dag-pb
      Vectors.hex("01711340" + "cd".repeat(64)), // SHA-512
      Vectors.hex("01550003" + "616263"), // identity
      Vectors.hex("01711e20" + "ef".repeat(32)), // BLAKE3
      Vectors.hex("0181021220" + "01".repeat(32)), // a codec of two bytes
      Vectors.hex("1220" + "02".repeat(32)), // version 0
    };
    for (byte[] bytes : unusual) {
      Cid cid = Cid.fromBytes(bytes);
      assertArrayEquals(bytes, cid.toByteArray());
      assertFalse(cid.isSha256());
      assertThrows(IllegalStateException.class, cid::codec);
      assertThrows(IllegalStateException.class, cid::digest);
      assertEquals(cid, DagCbor.decode(DagCbor.encode(cid)));
      if (bytes[0] == 1) {
        assertEquals(cid, Cid.parse(cid.toString()));
      }
    }
    assertTrue(Cid.fromBytes(unusual[5]).toString().startsWith("Qm"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "01", "02711220", "0171", "017112", "01711220", "017112", "0171122000", "00711220",
    "01f1001220", // a padded codec
    "01ffffffffffffffffffff011220",
  })
  void brokenBytesAreRefused(String hex) {
    assertThrows(MalformedException.class, () -> Cid.fromBytes(Vectors.hex(hex)));
    assertThrows(MalformedException.class, () -> Cid.fromBytes(Vectors.hex("0171122000" + "00".repeat(32) + hex)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "b", "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2", // cut off
    "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2b", // a leftover bit
    "BAFYREIDFAYVFUWQA7QLNOPDJIQRXZS6BLMOEU4RUJCJTNCI5BELUDIRZ2A",
    "bAFYREIDFAYVFUWQA7QLNOPDJIQRXZS6BLMOEU4RUJCJTNCI5BELUDIRZ2A",
    "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR",
    "zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7",
  })
  void otherTextsAreRefused(String text) {
    assertThrows(MalformedException.class, () -> Cid.parse(text));
  }

  @Test
  void publishedInvalidCidsAreRefused() {
    for (String line : Vectors.lines("syntax/cid_syntax_invalid.txt")) {
      assertThrows(MalformedException.class, () -> Cid.parse(line), line);
    }
  }

  @Test
  void publishedValidCidsInBase32AreRead() throws Exception {
    int read = 0;
    for (String line : Vectors.lines("syntax/cid_syntax_valid.txt")) {
      if (line.startsWith("b")) { // atproto's own form; servers never write the other bases
        assertEquals(line, Cid.parse(line).toString());
        read++;
      }
    }
    assertEquals(2, read);
  }
}
