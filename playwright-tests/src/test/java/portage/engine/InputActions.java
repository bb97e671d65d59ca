package portage.engine;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

/** Keys and clicks in the form that WebDriver's "Perform Actions" and BiDi's {@code input.performActions} share. */
final class InputActions {
  private InputActions() {}

  static JsonArray click(double x, double y) {
    JsonArray steps = new JsonArray();
    steps.add(
        new JsonObject()
            .add("type", "pointerMove").add("duration", 0).add("origin", "viewport")
            .add("x", Math.round(x)).add("y", Math.round(y)));
    steps.add(new JsonObject().add("type", "pointerDown").add("button", 0));
    steps.add(new JsonObject().add("type", "pointerUp").add("button", 0));
    JsonObject mouse = new JsonObject().add("type", "pointer").add("id", "mouse");
    return new JsonArray().add(mouse.add("parameters", new JsonObject().add("pointerType", "mouse")).add("actions", steps));
  }

  static JsonArray press(Key... keys) {
    JsonArray steps = new JsonArray();
    for (Key key : keys) steps.add(step("keyDown", key.codePoint()));
    for (int i = keys.length - 1; i >= 0; i--) steps.add(step("keyUp", keys[i].codePoint()));
    return keyboard(steps);
  }

  static JsonArray type(String text) {
    JsonArray steps = new JsonArray();
    text.codePoints().mapToObj(Character::toString).forEach(letter -> {
      steps.add(step("keyDown", letter));
      steps.add(step("keyUp", letter));
    });
    return keyboard(steps);
  }

  private static JsonObject step(String type, String value) {
    return new JsonObject().add("type", type).add("value", value);
  }

  private static JsonArray keyboard(JsonArray steps) {
    return new JsonArray().add(new JsonObject().add("type", "key").add("id", "keyboard").add("actions", steps));
  }
}
