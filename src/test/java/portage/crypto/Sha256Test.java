package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void publishedDigestsComeOut() {
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex(""));
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex("abc"));
    assertEquals("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
  }

  @Test
  void everyLengthAgreesWithTheJdk() throws Exception {
    byte[] bytes = new byte[300];
    new Random(1).nextBytes(bytes);
    for (int length = 0; length <= bytes.length; length++) {
      MessageDigest jdk = MessageDigest.getInstance("SHA-256");
      jdk.update(bytes, 0, length);
      Sha256 own = new Sha256();
      own.update(bytes, 0, length);
      assertArrayEquals(jdk.digest(), own.digest(), "length " + length);
    }
  }

  @Test
  void piecesOfAnySizeGiveTheSameDigest() throws Exception {
    byte[] bytes = new byte[5000];
    Random random = new Random(2);
    random.nextBytes(bytes);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
    Sha256 sha = new Sha256();
    for (int most : new int[] {1, 2, 63, 64, 65, 700}) {
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(most + 1));
        sha.update(bytes, at, length);
        at += length;
      }
      assertArrayEquals(expected, sha.digest(), "pieces up to " + most);
    }
  }

  @Test
  void resetForgetsWhatWasHashed() {
    Sha256 sha = new Sha256();
    sha.update(new byte[100], 0, 100);
    sha.reset();
    assertArrayEquals(Sha256.hash(), sha.digest());
  }

  @Test
  void partsAreHashedAsOne() {
    assertArrayEquals(Sha256.hash("abc".getBytes()), Sha256.hash("a".getBytes(), new byte[0], "bc".getBytes()));
  }

  @Test
  void rangeOutsideTheArrayIsRefused() {
    Sha256 sha = new Sha256();
    assertThrows(IllegalArgumentException.class, () -> sha.update(new byte[4], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> sha.update(new byte[4], -1, 2));
    assertThrows(IllegalArgumentException.class, () -> sha.update(new byte[4], 2, Integer.MAX_VALUE));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(Sha256.hash(text.getBytes()));
  }
}
