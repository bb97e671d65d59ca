package portage.ipld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Base32Test {
  @Test
  void textsOfTheRfcComeOut() throws Exception {
    String[] texts = {"", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi"};
    for (int length = 0; length < texts.length; length++) {
      byte[] bytes = "foobar".substring(0, length).getBytes();
      assertEquals(texts[length], Base32.encode(bytes));
      assertArrayEquals(bytes, Base32.decode(texts[length]));
    }
  }

  @Test
  void whatWasEncodedDecodes() throws Exception {
    Random random = new Random(1);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes)));
    }
  }

  @Test
  void everyOtherSpellingIsRefused() {
    for (String text : new String[] {"m", "mz", "mzx", "mzxw6y", "MY", "my======", "m0", "m1", "my\n", "é2"}) {
      assertThrows(MalformedException.class, () -> Base32.decode(text), text);
    }
  }
}
