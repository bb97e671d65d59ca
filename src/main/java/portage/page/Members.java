package portage.page;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The conventions that all messages between worker and page share: an absent text is an empty text, an absent flag is
 * false, an absent list is empty, and a constant is written as its name in lower case.
 */
final class Members {
  private Members() {}

  static String text(JsonObject object, String name) {
    return object.getString(name, "");
  }

  static boolean flag(JsonObject object, String name) {
    return object.getBoolean(name, false);
  }

  static <T> List<T> list(JsonObject object, String name, Function<JsonValue, T> parse) {
    List<T> items = new ArrayList<>();
    JsonValue array = object.get(name);
    if (array != null) {
      for (JsonValue item : array.asArray()) items.add(parse.apply(item));
    }
    return items;
  }

  /** Throws IllegalArgumentException when {@code object} names none of {@code constants}. */
  static <E extends Enum<E>> E constant(JsonObject object, String name, E[] constants) {
    String wanted = text(object, name);
    for (E constant : constants) {
      if (nameOf(constant).equals(wanted)) return constant;
    }
    throw new IllegalArgumentException("unknown " + name + ": " + wanted);
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Adds {@code value} unless it is empty. */
  static void addText(JsonObject object, String name, String value) {
    if (!value.isEmpty()) object.add(name, value);
  }

  /** Adds {@code value} unless it is false. */
  static void addFlag(JsonObject object, String name, boolean value) {
    if (value) object.add(name, true);
  }

  static <T> JsonArray array(List<T> items, Function<T, JsonValue> toJson) {
    JsonArray array = new JsonArray();
    for (T item : items) array.add(toJson.apply(item));
    return array;
  }
}
