package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Base58Test {
  @Test
  void knownTextsComeOut() {
    // The examples of draft-msporny-base58.
    assertEquals("2NEpo7TZRRrLZSi2U", Base58.encode("Hello World!".getBytes()));
    assertEquals("11233QC4", Base58.encode(Vectors.hex("0000287fb4cd")));
    assertEquals("", Base58.encode(new byte[0]));
    assertEquals("1", Base58.encode(new byte[1]));
  }

  @Test
  void whatWasEncodedDecodes() {
    Random random = new Random(1);
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      if (length > 2 && length % 3 == 0) {
        bytes[0] = 0;
      }
      assertArrayEquals(bytes, Base58.decode(Base58.encode(bytes)));
    }
  }

  @Test
  void otherCharactersAreRefused() {
    for (String text : new String[] {"0", "O", "I", "l", "a b", "é", "a\n"}) {
      assertThrows(IllegalArgumentException.class, () -> Base58.decode(text), text);
    }
  }

  @Test
  void veryLongTextIsRefusedBeforeTheWork() {
    assertThrows(IllegalArgumentException.class, () -> Base58.decode("z".repeat(100_000)));
  }
}
