package portage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64UrlTest {
  @Test
  void everyLengthAgreesWithTheJdk() {
    Random random = new Random(1);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64Url.encode(bytes);
      assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), text);
      assertArrayEquals(bytes, Base64Url.decode(text));
    }
  }

  @Test
  void everyOtherSpellingIsRefused() {
    assertArrayEquals(new byte[] {-1}, Base64Url.decode("_w"));
    for (String text : new String[] {"_w==", "_w=", "/w", "_w\n", " _w", "_x", "_", "_w_w_", "ü8"}) {
      assertThrows(IllegalArgumentException.class, () -> Base64Url.decode(text), text);
    }
  }
}
