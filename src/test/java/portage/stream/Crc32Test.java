package portage.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import portage.ipld.Utf8;

class Crc32Test {
  private final Crc32 crc = new Crc32();

  @Test void checkValueOfTheStandardComesOut() {
    crc.push(Utf8.encode("123456789"), 0, 9);
    assertEquals(0xcbf43926L, crc.value());
  }

  @Test void nothingHasZero() {
    assertEquals(0, crc.value());
  }

  @Test void agreesWithTheJdkHoweverTheBytesAreCut() throws Exception {
    Random random = new Random(4);
    byte[] bytes = new byte[5000];
    random.nextBytes(bytes);
    java.util.zip.CRC32 wanted = new java.util.zip.CRC32();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(1 + random.nextInt(300), bytes.length - at);
      if (random.nextBoolean()) {
        crc.push(bytes, at, length);
      } else {
        crc.push(new ByteChunk(bytes, at, length));
      }
      wanted.update(bytes, at, length);
      assertEquals(wanted.getValue(), crc.value());
      at += length;
    }
  }
}
