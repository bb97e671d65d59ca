package portage.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portage.migration.IdentityChange;
import portage.migration.Verification;
import portage.transfer.ProfileChoice;

class WordingTest {
  private static final Pattern USE = Pattern.compile("\\b(First|Backup|Restore)?Text\\s*\\.\\s*([A-Z][A-Z0-9_]*)\\s*\\.\\s*(with\\(|counting\\(|toString\\()");
  private static final Pattern HOLE = Pattern.compile("\\{([^}]*)\\}?");

  /** The numbers in a template's braces. Fails for anything in braces that is not one digit. */
  private static Set<Integer> holes(String name, String template) {
    Set<Integer> holes = new TreeSet<>();
    Matcher hole = HOLE.matcher(template);
    while (hole.find()) {
      assertTrue(hole.group().matches("\\{[0-9]\\}"), name + ": " + hole.group());
      holes.add(Integer.parseInt(hole.group(1)));
    }
    assertFalse(HOLE.matcher(template).replaceAll("").contains("}"), name + ": a brace too many");
    return holes;
  }

  @Test void placesInATextAreNumberedFromZeroWithoutAGap() {
    List<Enum<?>> texts = new ArrayList<>(List.of(Text.values()));
    texts.addAll(List.of(FirstText.values()));
    texts.addAll(List.of(BackupText.values()));
    texts.addAll(List.of(RestoreText.values()));
    for (Enum<?> text : texts) {
      assertFalse(text.toString().isBlank(), text.name());
      Set<Integer> holes = holes(text.name(), text.toString());
      for (int i = 0; i < holes.size(); i++) {
        assertTrue(holes.contains(i), text.name() + " has no {" + i + "}: " + text);
      }
    }
  }

  @Test void everyUseFillsEveryPlaceOfItsText() throws IOException {
    int uses = 0;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/portage"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        Matcher use = USE.matcher(source);
        while (use.find()) {
          String name = use.group(2);
          String text = text(use.group(1), name);
          int wanted = holes(name, text).size();
          int given = use.group(3).equals("toString(") ? 0 : arguments(source, use.end());
          assertEquals(wanted, given, file.getFileName() + ": " + name + " says “" + text + "”");
          uses++;
        }
      }
    }
    assertTrue(uses > 100, "only " + uses + " uses found");
  }

  @Test void whatIsSaidAboutOneIsNotSaidInThePlural() {
    int texts = 0;
    for (Text text : Text.values()) {
      int places = holes(text.name(), text.toString()).size();
      if (places > 0 && !text.counting(1, "x", "x", "x", "x").equals(text.counting(2, "x", "x", "x", "x").replace('2', '1'))) {
        texts++;
        String one = text.counting(1, "x", "x", "x", "x");
        assertTrue(one.contains("1 ") && !one.matches(".*\\b1 \\w+s\\b.*"), one);
        assertEquals(places, holes(text.name(), one.replace("1", "{0}").replace("x", "{1}")).size(), one);
      }
    }
    assertTrue(texts > 4, "texts that count: " + texts);
    assertEquals("1 byte", Numbers.bytes(1));
    assertEquals("0 bytes", Numbers.bytes(0));
    assertEquals("2 bytes", Numbers.bytes(2));
  }

  private static String text(String listOrNull, String name) {
    if (listOrNull == null) {
      return Text.valueOf(name).toString();
    }
    return switch (listOrNull) {
      case "First" -> FirstText.valueOf(name).toString();
      case "Restore" -> RestoreText.valueOf(name).toString();
      default -> BackupText.valueOf(name).toString();
    };
  }

  /** How many arguments a call has whose bracket opened just before {@code at}. */
  private static int arguments(String source, int at) {
    int depth = 0;
    int commas = 0;
    boolean inText = false;
    boolean any = false;
    for (int i = at; ; i++) {
      char c = source.charAt(i);
      if (inText) {
        inText = c != '"';
        i += c == '\\' ? 1 : 0;
      } else if (c == '"') {
        inText = true;
        any = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth-- == 0) {
        return any ? commas + 1 : 0;
      } else if (c == ',' && depth == 0) {
        commas++;
      } else if (c > ' ') {
        any = true;
      }
    }
  }

  @Test void everySubjectOfAChangeHasItsText() {
    for (IdentityChange.Subject subject : IdentityChange.Subject.values()) {
      Text text = assertDoesNotThrow(() -> Text.valueOf("SUBJECT_" + subject.name()), subject.name());
      assertTrue(holes(text.name(), text.toString()).size() <= 1, "only the name is filled in: " + text);
    }
    for (IdentityChange.Kind kind : IdentityChange.Kind.values()) {
      assertDoesNotThrow(() -> Text.valueOf("CHANGE_" + kind.name()), kind.name());
      assertDoesNotThrow(() -> Block.Changes.Change.valueOf(kind.name()), kind.name());
    }
  }

  @Test void everyCheckHasItsText() {
    for (Verification.Check check : Verification.Check.values()) {
      Text text = assertDoesNotThrow(() -> Text.valueOf("CHECK_" + check.name()), check.name());
      assertEquals(Set.of(), holes(text.name(), text.toString()));
    }
  }

  @Test void everyPresetAndEveryReasonForOneHasItsText() {
    for (ProfileChoice.Preset preset : ProfileChoice.Preset.values()) {
      assertDoesNotThrow(() -> Text.valueOf("PRESET_" + preset.name()), preset.name());
    }
    for (ProfileChoice.Reason reason : ProfileChoice.Reason.values()) {
      assertDoesNotThrow(() -> Text.valueOf("REASON_" + reason.name()), reason.name());
    }
  }

  @Test void everyKindOfStorageHasItsText() {
    for (String kind : List.of("opfs", "indexeddb", "memory")) {
      assertDoesNotThrow(() -> Text.valueOf("STORAGE_" + kind.toUpperCase()), kind);
    }
  }

  @Test void noTwoTextsOfOneKindSayTheSame() {
    List<String> changes = new ArrayList<>();
    for (Text text : Text.values()) {
      if (text.name().startsWith("SUBJECT_") || text.name().startsWith("CHECK_") || text.name().startsWith("CHANGE_")) {
        assertFalse(changes.contains(text.toString()), text.name());
        changes.add(text.toString());
      }
    }
  }

  @Test void whatIsFilledInIsNotLookedAtAgain() {
    assertEquals("Sign {1} in at {0}.", Template.fill("Sign {0} in at {1}.", "{1}", "{0}"));
    assertEquals("a a", Template.fill("{0} {0}", "a"));
    assertEquals("", Template.fill("", "a"));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> Template.fill("{1}", "a"));
  }
}
