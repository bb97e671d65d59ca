package portage.page;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;

/** Reads what {@link Block#toJson} wrote. */
final class BlockReader {
  private BlockReader() {}

  /** Throws IllegalArgumentException for an unknown kind, tone or state. */
  static Block read(JsonObject json) {
    String kind = Members.text(json, "kind");
    String id = Members.text(json, "id");
    return switch (kind) {
      case "text" -> new Block.Text(Members.text(json, "text"), tone(json));
      case "heading" -> new Block.Heading(Members.text(json, "text"));
      case "problem" -> new Block.Problem(
          Members.text(json, "code"),
          Members.text(json, "happened"),
          Members.text(json, "meaning"),
          Members.text(json, "next"));
      case "facts" -> new Block.Facts(Members.list(json, "rows", BlockReader::fact));
      case "list" -> new Block.Items(Members.list(json, "items", JsonValue::asString), tone(json));
      case "changes" -> changes(json);
      case "progress" -> new Block.Progress(
          id,
          Members.text(json, "label"),
          json.getLong("done", 0),
          json.get("total") == null ? OptionalLong.empty() : OptionalLong.of(json.getLong("total", 0)),
          Members.text(json, "detail"),
          Members.constant(json, "state", Block.Progress.State.values()),
          Members.text(json, "stateLabel"));
      case "chart" -> new Block.Chart(
          id, Members.text(json, "alternative"), json.getInt("slots", 0), Members.list(json, "series", BlockReader::series));
      case "countdown" -> new Block.Countdown(
          id, Members.text(json, "label"), json.getLong("untilMillis", 0), Members.text(json, "overText"));
      case "form" -> new Block.Form(
          id,
          Field.list(json),
          Block.Form.Fold.parse(json.get("fold")),
          Button.parse(json.get("submit").asObject()),
          buttons(json, "secondary"));
      case "buttons" -> new Block.Buttons(buttons(json, "items"));
      case "link" -> new Block.Link(Members.text(json, "text"), Members.text(json, "href"));
      case "saving" -> new Block.Saving(
          Members.text(json, "label"), Members.text(json, "address"), Members.text(json, "fileName"));
      case "pictures" -> new Block.Pictures(Members.list(json, "items", BlockReader::picture));
      case "disclosure" -> new Block.Disclosure(
          Members.text(json, "summary"), Members.list(json, "blocks", block -> read(block.asObject())));
      case "report" -> new Block.Report(
          Members.text(json, "summary"),
          Members.text(json, "note"),
          Members.text(json, "text"),
          Members.text(json, "saveLabel"),
          Members.text(json, "fileName"));
      default -> throw new IllegalArgumentException("unknown kind: " + kind);
    };
  }

  private static Block.Tone tone(JsonObject json) {
    return Members.constant(json, "tone", Block.Tone.values());
  }

  private static List<Button> buttons(JsonObject json, String name) {
    return Members.list(json, name, button -> Button.parse(button.asObject()));
  }

  private static Block.Facts.Row fact(JsonValue value) {
    JsonObject row = value.asObject();
    return new Block.Facts.Row(Members.text(row, "label"), Members.text(row, "value"), Members.flag(row, "mono"));
  }

  private static Block.Pictures.Picture picture(JsonValue value) {
    JsonObject picture = value.asObject();
    return new Block.Pictures.Picture(Members.text(picture, "address"), Members.text(picture, "alternative"));
  }

  private static Block.Chart.Series series(JsonValue value) {
    JsonObject series = value.asObject();
    return new Block.Chart.Series(Members.text(series, "name"), Members.list(series, "values", JsonValue::asLong));
  }

  private static Block.Changes changes(JsonObject json) {
    JsonObject columns = json.get("columns").asObject();
    return new Block.Changes(
        Members.text(json, "caption"),
        new Block.Changes.Columns(
            Members.text(columns, "what"), Members.text(columns, "before"), Members.text(columns, "after")),
        Members.list(json, "rows", BlockReader::change));
  }

  private static Block.Changes.Row change(JsonValue value) {
    JsonObject row = value.asObject();
    return new Block.Changes.Row(
        Members.text(row, "what"),
        Members.text(row, "before"),
        Members.text(row, "after"),
        Members.constant(row, "change", Block.Changes.Change.values()),
        Members.text(row, "changeLabel"));
  }
}
