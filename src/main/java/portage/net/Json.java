package portage.net;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/**
 * A JSON object that a server sent, read with suspicion: every getter checks the type, and what is not as the lexicon has
 * it is {@code BAD_ANSWER}, naming the field.
 */
public final class Json {
  /** The largest count, up to which JavaScript counts without a gap, and how many digits it has. */
  private static final long MAX_COUNT = 1L << 53;

  private static final int MAX_COUNT_DIGITS = 16;

  /** Longest text taken from one field, in characters; no field of the lexicons we read needs more. */
  private static final int MAX_TEXT_CHARS = 100_000;
  /** Longest text that goes into a header; servers refuse more than some kilobytes of them. */
  private static final int MAX_HEADER_CHARS = 8_192;

  private final JsonObject object;
  private final ErrorContext context;

  private Json(JsonObject object, ErrorContext context) {
    this.object = object;
    this.context = context;
  }

  /** Parses a JSON object; anything else is {@code BAD_ANSWER}. */
  public static Json parse(String text, ErrorContext context) throws StreamingException {
    JsonValue value;
    try {
      value = com.eclipsesource.json.Json.parse(text);
    } catch (ParseException e) {
      throw new StreamingException(ErrorCode.BAD_ANSWER, context, "not JSON at character " + e.getLocation().offset);
    }
    return of(value, context);
  }

  public static Json of(JsonValue value, ErrorContext context) throws StreamingException {
    if (value == null || !value.isObject()) {
      throw new StreamingException(ErrorCode.BAD_ANSWER, context, "not a JSON object");
    }
    return new Json(value.asObject(), context);
  }

  /** The text of a field that must be there. */
  public String text(String name) throws StreamingException {
    String text = textOr(name, null);
    if (text == null) {
      throw bad(name, "missing");
    }
    return text;
  }

  /** The text of a field, {@code fallback} when it is absent or null. */
  public String textOr(String name, String fallback) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.isString()) {
      throw bad(name, "not a text");
    }
    String text = value.asString();
    if (text.length() > MAX_TEXT_CHARS) {
      throw bad(name, "longer than " + MAX_TEXT_CHARS + " characters");
    }
    return text;
  }

  /** The text of a field that must be there and goes into a request's header: visible ASCII alone. */
  public String headerText(String name) throws StreamingException {
    String text = text(name);
    if (text.isEmpty() || text.length() > MAX_HEADER_CHARS) {
      throw bad(name, text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        throw bad(name, "a character that no header may hold");
      }
    }
    return text;
  }

  /** True, false, or {@code fallback} when absent. */
  public boolean flagOr(String name, boolean fallback) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw bad(name, "not true or false");
    }
    return value.asBoolean();
  }

  /** A whole number from 0 to 2^53, or empty when absent. */
  public OptionalLong count(String name) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isNumber()) {
      throw bad(name, "not a number");
    }
    long count = countIn(value.toString());
    if (count < 0) {
      throw bad(name, "not a count");
    }
    return OptionalLong.of(count);
  }

  /**
   * The count that a JSON number is, or -1. Read without floating point, whose tables would make the worker a tenth larger; so
   * an exponent is none, whatever it comes to.
   */
  private static long countIn(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    if (whole.length() > MAX_COUNT_DIGITS || !isAll(whole, '0', '9') || point >= 0 && !isAll(number.substring(point + 1), '0', '0')) {
      return -1;
    }
    long count = Long.parseLong(whole);
    return count <= MAX_COUNT ? count : -1;
  }

  private static boolean isAll(String digits, char least, char most) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < least || digits.charAt(i) > most) {
        return false;
      }
    }
    return true;
  }

  /** A count that must be there. */
  public long requiredCount(String name) throws StreamingException {
    OptionalLong count = count(name);
    if (!count.isPresent()) {
      throw bad(name, "missing");
    }
    return count.getAsLong();
  }

  /** An object that must be there. */
  public Json object(String name) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || !value.isObject()) {
      throw bad(name, "not an object");
    }
    return new Json(value.asObject(), context);
  }

  /** An object, or null when absent. */
  public Json objectOrNull(String name) throws StreamingException {
    JsonValue value = object.get(name);
    return value == null || value.isNull() ? null : object(name);
  }

  /** Objects in an array; empty when absent. */
  public List<Json> objects(String name) throws StreamingException {
    List<Json> objects = new ArrayList<>();
    for (JsonValue value : array(name)) {
      if (!value.isObject()) {
        throw bad(name, "holds something that is not an object");
      }
      objects.add(new Json(value.asObject(), context));
    }
    return objects;
  }

  /** Objects in an array that must be there: an answer without it must not pass for an empty list. */
  public List<Json> requiredObjects(String name) throws StreamingException {
    mustBeThere(name);
    return objects(name);
  }

  /** Texts in an array; empty when absent. */
  public List<String> texts(String name) throws StreamingException {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : array(name)) {
      if (!value.isString() || value.asString().length() > MAX_TEXT_CHARS) {
        throw bad(name, "holds something that is not a text");
      }
      texts.add(value.asString());
    }
    return texts;
  }

  /** Texts in an array that must be there. */
  public List<String> requiredTexts(String name) throws StreamingException {
    mustBeThere(name);
    return texts(name);
  }

  private void mustBeThere(String name) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || value.isNull()) {
      throw bad(name, "missing");
    }
  }

  private JsonArray array(String name) throws StreamingException {
    JsonValue value = object.get(name);
    if (value == null || value.isNull()) {
      return new JsonArray();
    }
    if (!value.isArray()) {
      throw bad(name, "not a list");
    }
    return value.asArray();
  }

  /** The object as parsed, for what is passed on unread. */
  public JsonObject raw() {
    return object;
  }

  /** {@code BAD_ANSWER} about a field whose text is not what it must be. */
  public StreamingException bad(String field, String what) {
    return new StreamingException(ErrorCode.BAD_ANSWER, context, "field " + field + ": " + what);
  }
}
