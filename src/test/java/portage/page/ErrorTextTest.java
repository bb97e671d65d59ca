package portage.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.ErrorContext;

/** The catalogue of errors is complete, says something whole in every phase, and has no error that never happens. */
class ErrorTextTest {
  private static final Path MAIN = Path.of("src/main/java/portage");
  private static final Object[] FILLED = {"pds.example", "subject", "detail", "your preferences"};

  /** A code that is named in order to be thrown, not to be compared with. */
  private static final Pattern THROWN = Pattern.compile("(?<![=!]= )\\bErrorCode\\s*\\.\\s*([A-Z_]+)\\b");

  @Test void everyCodeHasItsTextAndEveryTextItsCode() {
    for (ErrorCode code : ErrorCode.values()) {
      assertDoesNotThrow(() -> ErrorText.of(code), "no text for " + code);
    }
    assertEquals(ErrorCode.values().length, ErrorText.values().length, "a text that no code uses");
  }

  @Test void everyCodeSaysThreeThingsInEveryPhase() {
    for (ErrorText text : ErrorText.values()) {
      isWhole(text + ", what happened", text.happened(FILLED));
      for (ErrorText.Phase phase : ErrorText.Phase.values()) {
        isWhole(text + " " + phase + ", what it means", text.meaning(phase));
        isWhole(text + " " + phase + ", what now", text.next(phase, FILLED));
      }
    }
  }

  private static void isWhole(String name, String text) {
    assertFalse(text.isBlank(), name + " is empty");
    assertTrue(text.endsWith("."), name + " has no full stop: " + text);
    assertEquals(text.trim(), text, name);
    assertFalse(text.contains("  ") || text.contains("\n"), name + " has odd spaces: " + text);
    assertFalse(text.matches(".*[{}].*"), name + " has a place left over: " + text);
  }

  @Test void onceThereIsNoWayBackNobodyIsToldToCancelOrToGoElsewhere() {
    for (ErrorText text : ErrorText.values()) {
      for (ErrorText.Phase phase : EnumSet.of(ErrorText.Phase.AT_GATE, ErrorText.Phase.AFTER_GATE)) {
        String next = text.next(phase, FILLED);
        // These two come up in forms, before there is anything to go back from.
        boolean isOfTheForm = text == ErrorText.VERIFICATION_NEEDED || text == ErrorText.SAME_SERVER;
        assertTrue(isOfTheForm || !next.matches(".*\\b([Cc]ancel|another server)\\b.*"), text + " " + phase + ": " + next);
      }
    }
  }

  @Test void nobodyIsToldThatNothingChangedOnceSomethingDid() {
    for (ErrorText text : ErrorText.values()) {
      assertNotEquals(ErrorText.Phase.SETUP.meaning(), text.meaning(ErrorText.Phase.AFTER_GATE), text.name());
      assertFalse(text.meaning(ErrorText.Phase.AFTER_GATE).contains("unchanged"), text.name());
    }
  }

  @Test void theLimitThatIsTooLowIsNamed() {
    assertEquals(
        "The limit of pds.example is too low for a picture or video.",
        ErrorText.TOO_LARGE.happened("pds.example", "", "", Topic.of(ErrorContext.of("com.atproto.repo.uploadBlob"))));
    // A failed transfer has its method as what it was about.
    assertEquals(
        Text.TOPIC_REPO.toString(), Topic.of(ErrorContext.of("POST").about("com.atproto.repo.importRepo")));
    assertEquals(Text.TOPIC_OTHER.toString(), Topic.of(ErrorContext.of("POST")));
  }

  @Test void everyMethodThatIsCalledHasATopic() throws IOException {
    Set<String> called = new TreeSet<>();
    Matcher method = Pattern.compile("\"((?:com\\.atproto|app\\.bsky)\\.[A-Za-z.]+\\.[A-Za-z]+)\"").matcher(sources("atproto"));
    while (method.find()) {
      called.add(method.group(1));
    }
    called.remove("com.atproto.server.deleteSession"); // whether it fails is nobody's concern
    called.removeIf(nsid -> nsid.matches("com\\.atproto\\.appPass(Privileged)?"));
    assertTrue(called.size() > 15, called.toString());
    for (String nsid : called) {
      assertNotEquals(Text.TOPIC_OTHER.toString(), Topic.of(ErrorContext.of(nsid)), "no words for " + nsid);
    }
  }

  @Test void everyCodeIsThrownSomewhere() throws IOException {
    Set<ErrorCode> never = EnumSet.allOf(ErrorCode.class);
    Matcher thrown = THROWN.matcher(sources(""));
    while (thrown.find()) {
      never.remove(ErrorCode.valueOf(thrown.group(1)));
    }
    assertEquals(Set.of(), never, "codes that nothing ever throws");
  }

  private static String sources(String room) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(MAIN.resolve(room))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** {@code ERRORS.md} is this catalogue; where it is not, the right text is left in {@code target/}. */
  @Test void theWrittenCatalogueIsThisOne() throws IOException {
    String wanted = written();
    Path there = Path.of("ERRORS.md");
    Path right = Path.of("target", "ERRORS.md");
    Files.createDirectories(right.getParent());
    Files.writeString(right, wanted);
    assertEquals(wanted, Files.exists(there) ? Files.readString(there) : "", "copy " + right + " to " + there);
  }

  private static String written() {
    List<String> lines = new ArrayList<>();
    lines.add("# What can go wrong");
    lines.add("");
    lines.add(
        """
        Under every problem, the page shows its code in small letters, such as `WRONG_PASSWORD`. Quote it when you ask somebody for
        help: it means the same in every version and every language of the page.

        This list is made from the page's own texts, and a test keeps it so.""");
    lines.add("");
    lines.add("## What it means for your account");
    lines.add("");
    lines.add("This depends on how far the move is, and holds for every code unless it says otherwise.");
    lines.add("");
    lines.add("| When | What it means |");
    lines.add("|---|---|");
    for (ErrorText.Phase phase : ErrorText.Phase.values()) {
      lines.add("| " + when(phase) + " | " + phase.meaning() + " |");
    }
    lines.add("");
    lines.add("## The codes");
    for (ErrorText text : ErrorText.values()) {
      lines.add("");
      lines.add("### `" + text + "`");
      lines.add("");
      Object[] names = {"*the server*", "*name*", "*details*", "*what was asked*"};
      lines.add(capital(text.happened(names)));
      addOtherwise(lines, "", phase -> text.meaning(phase).equals(phase.meaning()) ? "" : text.meaning(phase));
      String usual = text.next(ErrorText.Phase.SETUP, names);
      addOtherwise(lines, "**Now:** " + capital(usual), phase -> text.next(phase, names).equals(usual) ? "" : text.next(phase, names));
    }
    return String.join("\n", lines) + "\n";
  }

  /** What is always so, and then what is not, with when: phases of which the same is said are named together. */
  private static void addOtherwise(List<String> lines, String always, Function<ErrorText.Phase, String> otherwise) {
    Map<String, Set<ErrorText.Phase>> phases = new LinkedHashMap<>();
    for (ErrorText.Phase phase : ErrorText.Phase.values()) {
      if (!otherwise.apply(phase).isEmpty()) {
        phases.computeIfAbsent(otherwise.apply(phase), text -> EnumSet.noneOf(ErrorText.Phase.class)).add(phase);
      }
    }
    StringBuilder text = new StringBuilder(always);
    phases.forEach((what, when) -> text.append(text.length() == 0 ? "" : " ").append("*").append(when(when)).append(":* ").append(what));
    if (text.length() > 0) {
      lines.add("");
      lines.add(text.toString());
    }
  }

  private static String when(Set<ErrorText.Phase> phases) {
    if (phases.size() == 1) return capital(when(phases.iterator().next()));
    return phases.contains(ErrorText.Phase.BEFORE_GATE) ? "Once the work has begun" : "Once you have said yes, or while it looks for missing pictures";
  }

  private static String when(ErrorText.Phase phase) {
    return switch (phase) {
      case SETUP -> "before the work begins";
      case REPAIR -> "while it looks for missing pictures";
      case BACKUP -> "while a backup is made or read";
      case BEFORE_GATE -> "while it works, before you said yes";
      case TEMPORARY_KEY -> "in a restore without the old server, before you said yes";
      case AT_GATE -> "after your yes, while the change of identity is published";
      case AFTER_GATE -> "after the identity has changed";
      case UNKNOWN -> "when the page cannot tell how far the move is";
    };
  }

  private static String capital(String text) {
    int at = text.startsWith("*") ? 1 : 0;
    return text.substring(0, at) + Character.toUpperCase(text.charAt(at)) + text.substring(at + 1);
  }
}
