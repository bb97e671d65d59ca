package portage.page;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import portage.stream.StoredItem;

/**
 * What the person did: a button, or a form with what was typed. May hold a password: never to be logged or stored.
 *
 * <pre>{"type":"action","action":"sign-in","screen":"source-sign-in","values":{"handle":"ana.example"}}</pre>
 *
 * @param screen the screen that was shown; an action for another screen than the current one came too late
 * @param values what the form's inputs held, by field name; empty for a button outside a form
 * @param chosen files and places, which are sent beside this text
 */
public record UserAction(String action, String screen, Map<String, String> values, Chosen chosen) {
  /** The {@code type} of this message. */
  public static final String TYPE = "action";

  /** The action with which the person accepts the plan. */
  static final String START = "start";

  /** What a ticked checkbox sends; an unticked one sends an empty text. */
  public static final String YES = "yes";

  public UserAction {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** An action beside which nothing was chosen. */
  public UserAction(String action, String screen, Map<String, String> values) {
    this(action, screen, values, Chosen.NOTHING);
  }

  public UserAction with(Chosen newChosen) {
    return new UserAction(action, screen, values, newChosen);
  }

  /** The file that was chosen in the field, or null. */
  public StoredItem fileOrNull(String name) {
    return chosen.files().get(name);
  }

  /** What was typed into the field, or an empty text when there was no such field. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** True when the work begins with this. */
  public boolean startsWork() {
    return action.equals(START);
  }

  /** Whether the checkbox was ticked. */
  public boolean isYes(String name) {
    return value(name).equals(YES);
  }

  public JsonObject toJson() {
    JsonObject typed = new JsonObject();
    values.forEach(typed::add);
    return new JsonObject().add("type", TYPE).add("action", action).add("screen", screen).add("values", typed);
  }

  /** Reads the text of a message of the page; throws IllegalArgumentException when it is not an action. */
  public static UserAction parse(String json) {
    JsonObject message;
    try {
      message = Json.parse(json).asObject();
      if (!Members.text(message, "type").equals(TYPE)) throw new IllegalArgumentException("not an action");
      Map<String, String> values = new LinkedHashMap<>();
      if (message.get("values") != null) {
        for (JsonObject.Member member : message.get("values").asObject()) {
          values.put(member.getName(), member.getValue().asString());
        }
      }
      return new UserAction(Members.text(message, "action"), Members.text(message, "screen"), values);
    } catch (RuntimeException notAnAction) {
      // The text may hold a password and the parser quotes what it reads, so neither goes into the message.
      throw new IllegalArgumentException("not an action");
    }
  }

  /** Names the action only: what was typed stays out of every log. */
  @Override
  public String toString() {
    return "UserAction[" + action + " on " + screen + "]";
  }
}
