package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShownTest {
  @Test void plainTextIsShownAsItIs() {
    assertEquals("Gr\u00fc\u00dfe \ud83d\ude00, \u05e9\u05dc\u05d5\u05dd <b>", Shown.of("Gr\u00fc\u00dfe \ud83d\ude00, \u05e9\u05dc\u05d5\u05dd <b>"));
  }

  @Test void textThatTurnsOthersAboutLosesThat() {
    assertEquals("a\ufffdb\ufffdc", Shown.of("a\u202eb\u2066c"));
  }

  @Test void charactersThatShowNothingAreShown() {
    assertEquals("\ufffd\ufffd\ufffd\ufffd", Shown.of("\0\u001b\u200b\ufeff"));
  }

  @Test void linesBecomeOne() {
    assertEquals("a b  c", Shown.of("a\nb\r\tc"));
  }

  @Test void longTextEndsInDots() {
    String shown = Shown.of("x".repeat(1_000_000));
    assertEquals(Shown.MAX_CHARS + 1, shown.length());
    assertTrue(shown.endsWith("\u2026"));
  }

  @Test void cutDoesNotGoThroughACharacter() {
    String shown = Shown.of("x".repeat(Shown.MAX_CHARS - 1) + "\ud83d\ude00\ud83d\ude00");
    assertEquals("x".repeat(Shown.MAX_CHARS - 1) + "\u2026", shown);
  }

  @Test void halfOfACharacterIsShownAsMissing() {
    assertEquals("\ufffda\ufffd", Shown.of("\ud83da\ude00"));
  }

  @Test void argumentsOfSentencesAndValuesOfFactsAreMended() {
    assertEquals("a \ufffd b", Template.fill("a {0} b", "\u202e"));
    assertEquals("\ufffd", new Block.Facts.Row("label", "\u202e").value());
    assertEquals(
        "\ufffd", new Block.Changes.Row("what", "before", "\u202e", Block.Changes.Change.KEPT, "kept").after());
  }
}
