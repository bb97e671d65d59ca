package portage.page;

import com.eclipsesource.json.JsonObject;

/**
 * One entry of the step indicator.
 *
 * @param stateLabel the state in words, for screen readers; empty: none
 */
public record Step(String label, State state, String stateLabel) {
  /** Where a step stands; at most one step of a view is current. */
  public enum State { DONE, CURRENT, TODO }

  /** A step whose state is not put into words. */
  public Step(String label, State state) {
    this(label, state, "");
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().add("label", label).add("state", Members.nameOf(state));
    Members.addText(json, "stateLabel", stateLabel);
    return json;
  }

  static Step parse(JsonObject json) {
    return new Step(
        Members.text(json, "label"), Members.constant(json, "state", State.values()), Members.text(json, "stateLabel"));
  }
}
