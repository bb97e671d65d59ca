package portage.ipld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts whose bytes prove nothing: what does not fit is replaced. {@code DagCborTest} has the strict side. */
class Utf8Test {
  private static String decoded(byte... bytes) {
    return Utf8.decodeAnything(bytes, 0, bytes.length);
  }

  @Test void halvesOfPairsBecomeQuestionMarksAsInJava() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        text.append((char) (random.nextBoolean() ? 0xd800 + random.nextInt(0x800) : random.nextInt(0xd800)));
      }
      assertArrayEquals(text.toString().getBytes(StandardCharsets.UTF_8), Utf8.encodeAnything(text.toString()));
    }
  }

  @Test void everyByteThatDoesNotFitIsReplacedAndTheRestStays() {
    byte[] text = "a\u00e9\u2603\ud83d\ude00z".getBytes(StandardCharsets.UTF_8);
    assertEquals("a\u00e9\u2603\ud83d\ude00z", decoded(text));
    for (int at = 0; at < text.length; at++) {
      byte[] broken = text.clone();
      broken[at] = (byte) 0xff;
      String expected = new String(broken, StandardCharsets.UTF_8).replaceAll("\ufffd+", "\ufffd");
      assertEquals(expected, decoded(broken).replaceAll("\ufffd+", "\ufffd"), "byte " + at);
    }
    assertEquals("\ufffd\ufffd", decoded((byte) 0xe2, (byte) 0x98));
    assertEquals("", decoded());
  }
}
