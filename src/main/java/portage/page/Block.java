package portage.page;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;

/**
 * One piece of a view. Blocks are generic: they know how something is said, not what. All texts are plain texts, shown
 * as they are; a line feed in them starts a new line. An optional text that is empty is not shown.
 */
public sealed interface Block {
  /** Name of the kind in the message, such as "text". */
  String kind();

  /** Tells blocks of one kind apart while a screen is updated in place; empty where their order does. */
  default String id() {
    return "";
  }

  JsonObject toJson();

  /** How a text is meant. The painter never shows a tone by colour alone. */
  enum Tone { NORMAL, NOTE, WARNING, SUCCESS }

  /** A paragraph. */
  record Text(String text, Tone tone) implements Block {
    public Text(String text) {
      this(text, Tone.NORMAL);
    }

    @Override public String kind() {
      return "text";
    }

    @Override public JsonObject toJson() {
      return start(this).add("text", text).add("tone", Members.nameOf(tone));
    }
  }

  /** A heading of the second level. */
  record Heading(String text) implements Block {
    @Override public String kind() {
      return "heading";
    }

    @Override public JsonObject toJson() {
      return start(this).add("text", text);
    }
  }

  /**
   * Something went wrong: what happened, what it means for the account, what to do now.
   *
   * @param code short name for a report, shown small
   */
  record Problem(String code, String happened, String meaning, String next) implements Block {
    @Override public String kind() {
      return "problem";
    }

    @Override public JsonObject toJson() {
      return start(this).add("code", code).add("happened", happened).add("meaning", meaning).add("next", next);
    }
  }

  /** Names and their values, such as an account's handle and DID. */
  record Facts(List<Row> rows) implements Block {
    /**
     * One fact.
     *
     * @param mono whether the value is a DID, a CID or the like: fixed width, broken anywhere
     */
    public record Row(String label, String value, boolean mono) {
      public Row {
        value = Shown.of(value);
      }

      public Row(String label, String value) {
        this(label, value, false);
      }

      public static Row mono(String label, String value) {
        return new Row(label, value, true);
      }

      JsonObject toJson() {
        JsonObject json = new JsonObject().add("label", label).add("value", value);
        Members.addFlag(json, "mono", mono);
        return json;
      }
    }

    public Facts {
      rows = List.copyOf(rows);
    }

    public static Facts of(Row... rows) {
      return new Facts(List.of(rows));
    }

    @Override public String kind() {
      return "facts";
    }

    @Override public JsonObject toJson() {
      return start(this).add("rows", Members.array(rows, Row::toJson));
    }
  }

  /** A bulleted list. */
  record Items(List<String> items, Tone tone) implements Block {
    public Items {
      items = List.copyOf(items);
    }

    public Items(List<String> items) {
      this(items, Tone.NORMAL);
    }

    @Override public String kind() {
      return "list";
    }

    @Override public JsonObject toJson() {
      return start(this).add("items", Members.array(items, Json::value)).add("tone", Members.nameOf(tone));
    }
  }

  /** A table of what is before and after a change; each row says in words what becomes of it. */
  record Changes(String caption, Columns columns, List<Row> rows) implements Block {
    /** What becomes of a row. */
    public enum Change { KEPT, ADDED, REMOVED, CHANGED }

    /** The three column heads. */
    public record Columns(String what, String before, String after) {
      JsonObject toJson() {
        return new JsonObject().add("what", what).add("before", before).add("after", after);
      }
    }

    /**
     * One thing that may change.
     *
     * @param changeLabel the change in words, such as "added"
     */
    public record Row(String what, String before, String after, Change change, String changeLabel) {
      public Row {
        before = Shown.of(before);
        after = Shown.of(after);
      }

      JsonObject toJson() {
        return new JsonObject()
            .add("what", what)
            .add("before", before)
            .add("after", after)
            .add("change", Members.nameOf(change))
            .add("changeLabel", changeLabel);
      }
    }

    public Changes {
      rows = List.copyOf(rows);
    }

    @Override public String kind() {
      return "changes";
    }

    @Override public JsonObject toJson() {
      return start(this)
          .add("caption", caption)
          .add("columns", columns.toJson())
          .add("rows", Members.array(rows, Row::toJson));
    }
  }

  /**
   * One piece of work and how far it has come.
   *
   * @param done how many units are done, in the unit of {@code total}
   * @param total how many units there are; empty while that is unknown
   * @param detail the numbers in words, such as "120 of 300 files, 45 MB"
   * @param stateLabel the state in words; a change of it is announced
   */
  record Progress(
      String id, String label, long done, OptionalLong total, String detail, State state, String stateLabel)
      implements Block {
    /** Where a piece of work stands. */
    public enum State { WAITING, RUNNING, DONE, FAILED }

    @Override public String kind() {
      return "progress";
    }

    @Override public JsonObject toJson() {
      JsonObject json = start(this).add("label", label).add("done", done);
      if (total.isPresent()) json.add("total", total.getAsLong());
      Members.addText(json, "detail", detail);
      return json.add("state", Members.nameOf(state)).add("stateLabel", stateLabel);
    }
  }

  /**
   * Numbers over time, drawn. All series have one scale; the newest numbers are on the right.
   *
   * @param alternative what the picture shows, in words, for those who do not see it
   * @param slots how many numbers there is room for
   */
  record Chart(String id, String alternative, int slots, List<Series> series) implements Block {
    /** A name and its numbers, the oldest first; at most as many as there are slots. */
    public record Series(String name, List<Long> values) {
      public Series {
        values = List.copyOf(values);
      }

      JsonObject toJson() {
        return new JsonObject().add("name", name).add("values", Members.array(values, Json::value));
      }
    }

    public Chart {
      series = List.copyOf(series);
    }

    @Override public String kind() {
      return "chart";
    }

    @Override public JsonObject toJson() {
      return start(this)
          .add("alternative", alternative)
          .add("slots", slots)
          .add("series", Members.array(series, Series::toJson));
    }
  }

  /**
   * Time that is running out; the page counts the seconds.
   *
   * @param untilMillis when it is over, in milliseconds since 1970
   * @param overText shown from then on
   */
  record Countdown(String id, String label, long untilMillis, String overText) implements Block {
    @Override public String kind() {
      return "countdown";
    }

    @Override public JsonObject toJson() {
      return start(this).add("label", label).add("untilMillis", untilMillis).add("overText", overText);
    }
  }

  /**
   * Inputs and the button that sends them; Enter presses it too.
   *
   * @param fold further fields behind a line that opens them, or null
   * @param secondary further buttons. They send what was typed as well, passwords excepted.
   */
  record Form(String id, List<Field> fields, Fold fold, Button submit, List<Button> secondary) implements Block {
    /**
     * Fields that few people need.
     *
     * @param note a text above them
     */
    public record Fold(String summary, String note, List<Field> fields) {
      public Fold {
        fields = List.copyOf(fields);
      }

      JsonObject toJson() {
        return new JsonObject()
            .add("summary", summary)
            .add("note", note)
            .add("fields", Members.array(fields, Field::toJson));
      }

      static Fold parse(JsonValue foldOrNull) {
        if (foldOrNull == null) return null;
        JsonObject json = foldOrNull.asObject();
        return new Fold(Members.text(json, "summary"), Members.text(json, "note"), Field.list(json));
      }
    }

    public Form {
      fields = List.copyOf(fields);
      secondary = List.copyOf(secondary);
    }

    public Form(String id, List<Field> fields, Button submit, List<Button> secondary) {
      this(id, fields, null, submit, secondary);
    }

    public Form(String id, List<Field> fields, Button submit) {
      this(id, fields, submit, List.of());
    }

    @Override public String kind() {
      return "form";
    }

    @Override public JsonObject toJson() {
      JsonObject json = start(this).add("fields", Members.array(fields, Field::toJson)).add("submit", submit.toJson());
      if (fold != null) json.add("fold", fold.toJson());
      if (!secondary.isEmpty()) json.add("secondary", Members.array(secondary, Button::toJson));
      return json;
    }
  }

  /** Buttons side by side. */
  record Buttons(List<Button> items) implements Block {
    public Buttons {
      items = List.copyOf(items);
    }

    public static Buttons of(Button... items) {
      return new Buttons(List.of(items));
    }

    @Override public String kind() {
      return "buttons";
    }

    @Override public JsonObject toJson() {
      return start(this).add("items", Members.array(items, Button::toJson));
    }
  }

  /** A link to another site, opened beside this page. What {@link SafeLink} refuses is shown as text. */
  record Link(String text, String href) implements Block {
    @Override public String kind() {
      return "link";
    }

    @Override public JsonObject toJson() {
      return start(this).add("text", text).add("href", href);
    }
  }

  /**
   * A link that saves a file that lies in this browser.
   *
   * @param address one that {@link Addresses} gave
   */
  record Saving(String label, String address, String fileName) implements Block {
    @Override public String kind() {
      return "saving";
    }

    @Override public JsonObject toJson() {
      return start(this).add("label", label).add("address", address).add("fileName", fileName);
    }
  }

  /** Small pictures side by side. */
  record Pictures(List<Picture> items) implements Block {
    /**
     * One of them.
     *
     * @param address one that {@link Addresses} gave
     * @param alternative what it is, for those who do not see it
     */
    public record Picture(String address, String alternative) {
      JsonObject toJson() {
        return new JsonObject().add("address", address).add("alternative", alternative);
      }
    }

    public Pictures {
      items = List.copyOf(items);
    }

    @Override public String kind() {
      return "pictures";
    }

    @Override public JsonObject toJson() {
      return start(this).add("items", Members.array(items, Picture::toJson));
    }
  }

  /** Blocks behind a line that opens them. */
  record Disclosure(String summary, List<Block> blocks) implements Block {
    public Disclosure {
      blocks = List.copyOf(blocks);
    }

    public static Disclosure of(String summary, Block... blocks) {
      return new Disclosure(summary, List.of(blocks));
    }

    @Override public String kind() {
      return "disclosure";
    }

    @Override public JsonObject toJson() {
      return start(this).add("summary", summary).add("blocks", Members.array(blocks, Block::toJson));
    }
  }

  /**
   * A text to read and to save as a file, behind a line that opens it; opening and closing are told as actions.
   *
   * @param text empty while it is closed
   */
  record Report(String summary, String note, String text, String saveLabel, String fileName) implements Block {
    @Override public String kind() {
      return "report";
    }

    @Override public JsonObject toJson() {
      JsonObject json = start(this).add("summary", summary).add("note", note);
      Members.addText(json, "text", text);
      return json.add("saveLabel", saveLabel).add("fileName", fileName);
    }
  }

  private static JsonObject start(Block block) {
    JsonObject json = new JsonObject().add("kind", block.kind());
    Members.addText(json, "id", block.id());
    return json;
  }
}
