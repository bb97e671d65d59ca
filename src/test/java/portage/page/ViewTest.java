package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static void comesBack(View view) {
    assertEquals(view, View.parse(view.toJson().toString()));
  }

  private static void comesBack(Block... blocks) {
    comesBack(View.of("screen", "Title", blocks));
  }

  @Test void viewWithEverythingComesBack() {
    comesBack(View.of("transfer", "Copying", new Block.Text("line\nline \u2028 \"quoted\" </script>"))
        .withLead("You may go on with something else.")
        .withSteps("Step 2 of 2: Copy",
            List.of(new Step("Plan", Step.State.DONE, "done"), new Step("Copy", Step.State.CURRENT)))
        .withBusy(true)
        .withFooter(List.of(new Block.Link("Source", "https://example.com/"))));
  }

  @Test void whatIsAbsentIsLeftOut() {
    assertEquals(
        "{\"type\":\"view\",\"screen\":\"welcome\",\"title\":\"Hello\",\"blocks\":[]}",
        View.of("welcome", "Hello").toJson().toString());
  }

  @Test void textsComeBackWithTheirTone() {
    for (Block.Tone tone : Block.Tone.values()) {
      comesBack(new Block.Text("text", tone), new Block.Items(List.of("one", "two"), tone));
    }
    comesBack(new Block.Heading("heading"), new Block.Link("text", "https://example.com/"));
  }

  @Test void problemComesBack() {
    comesBack(new Block.Problem("WRONG_PASSWORD", "It was refused.", "Nothing has changed.", "Try again."));
  }

  @Test void factsComeBack() {
    comesBack(Block.Facts.of(
        new Block.Facts.Row("Handle", "ana.example"), Block.Facts.Row.mono("DID", "did:plc:abc")));
  }

  @Test void changesComeBackWithEveryKindOfChange() {
    for (Block.Changes.Change change : Block.Changes.Change.values()) {
      comesBack(new Block.Changes(
          "Identity",
          new Block.Changes.Columns("What", "Before", "After"),
          List.of(new Block.Changes.Row("Key", "did:key:a", "did:key:b", change, "in words"))));
    }
  }

  @Test void progressComesBackInEveryStateAndBeyondTwoGigabytes() {
    for (Block.Progress.State state : Block.Progress.State.values()) {
      comesBack(new Block.Progress(
          "repo", "Records", 3_000_000_000L, OptionalLong.of(5_000_000_000L), "3 of 5 GB", state, "in words"));
    }
  }

  @Test void unknownTotalStaysUnknownAndZeroStaysZero() {
    comesBack(
        new Block.Progress("a", "A", 7, OptionalLong.empty(), "", Block.Progress.State.RUNNING, "running"),
        new Block.Progress("b", "B", 0, OptionalLong.of(0), "", Block.Progress.State.DONE, "done"));
  }

  @Test void chartComesBackAlsoEmptyAndBeyondTwoGigabytes() {
    comesBack(
        new Block.Chart(
            "speed", "what it shows", 60,
            List.of(
                new Block.Chart.Series("Received", List.of(0L, 3_000_000_000L)),
                new Block.Chart.Series("Sent", List.of()))));
    comesBack(new Block.Chart("", "nothing", 1, List.of()));
  }

  @Test void formComesBackWithItsFold() {
    comesBack(
        new Block.Form(
            "plan", List.of(),
            new Block.Form.Fold("Advanced", "A note.", List.of(Field.number("window", "Window").withError("Too much."))),
            Button.primary("start", "Start"), List.of()));
  }

  @Test void countdownComesBack() {
    comesBack(new Block.Countdown("code", "Good for", 1_800_000_000_123L, "No longer good"));
  }

  @Test void formComesBackWithEveryTypeOfField() {
    comesBack(new Block.Form(
        "sign-in",
        List.of(
            Field.text("handle", "Handle").withAutocomplete("username").withHint("such as ana.example").asRequired(),
            Field.password("password", "Password", "current-password", "Show", "Hide").withError("It is wrong."),
            Field.email("email", "Mail").withValue("ana@example.com"),
            Field.url("server", "Server"),
            Field.code("code", "Code"),
            Field.checkbox("sure", "I am sure").withChecked(true),
            Field.select("speed", "Speed", List.of(new Field.Option("slow", "Slow"), new Field.Option("", "Any"))),
            Field.file("backup", "Backup")),
        Button.primary("sign-in", "Sign in"),
        List.of(Button.secondary("back", "Back"))));
  }

  @Test void buttonsComeBack() {
    comesBack(Block.Buttons.of(Button.danger("cancel", "Cancel"), Button.primary("go", "Go").withDisabled(true)));
  }

  @Test void disclosureComesBackWithBlocksInBlocks() {
    comesBack(Block.Disclosure.of("More", new Block.Text("inner"), Block.Disclosure.of("Even more")));
  }

  @Test void everyBlockNamesItsKindFirst() {
    Block block = new Block.Countdown("code", "Good for", 1, "over");
    assertEquals("kind", block.toJson().names().get(0));
    assertEquals(block.kind(), block.toJson().getString("kind", ""));
  }

  @Test void otherMessagesAreRefused() {
    for (String message : List.of(
        "", "{", "[]", "7", "{}", "{\"type\":\"action\"}",
        "{\"type\":\"view\",\"blocks\":{}}",
        "{\"type\":\"view\",\"blocks\":[{\"kind\":\"video\"}]}",
        "{\"type\":\"view\",\"blocks\":[{\"kind\":\"text\",\"text\":\"a\",\"tone\":\"loud\"}]}")) {
      assertThrows(IllegalArgumentException.class, () -> View.parse(message), message);
    }
  }

  @Test void laterChangesOfAListDoNotReachTheView() {
    List<Block> blocks = new ArrayList<>(List.of(new Block.Heading("one")));
    View view = View.of("screen", "Title").withBlocks(blocks);
    blocks.clear();
    assertEquals(1, view.blocks().size());
    assertEquals(1, Json.parse(view.toJson().toString()).asObject().get("blocks").asArray().size());
  }
}
