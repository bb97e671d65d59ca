package portage.migration;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;

/** Copies the preferences as they are, unknown kinds too, and compares what the target then holds. */
final class PreferencesStep {
  /** Worked out by servers from the birth date; sent along it is ignored, and it differs with the day. */
  private static final String COMPUTED = "app.bsky.actor.defs#declaredAgePref";

  private final Parties parties;
  private final Logbook logbook;

  PreferencesStep(Parties parties, Logbook logbook) {
    this.parties = parties;
    this.logbook = logbook;
  }

  void run() throws StreamingException {
    List<JsonObject> atSource = parties.belongings().preferencesOrNull();
    if (atSource == null) {
      done(PreferencesOutcome.NONE_AT_SOURCE, 0);
      return;
    }
    if (parties.target().getPreferences(parties.targetSession()) == null) {
      done(PreferencesOutcome.NOT_TAKEN_BY_TARGET, 0);
      return;
    }
    List<JsonObject> wanted = new ArrayList<>();
    for (JsonObject preference : atSource) {
      if (!isComputed(preference)) {
        wanted.add(preference);
      }
    }
    parties.target().putPreferences(parties.targetSession(), wanted);
    List<JsonObject> there = new ArrayList<>();
    List<JsonObject> atTarget = parties.target().getPreferences(parties.targetSession());
    for (JsonObject preference : atTarget == null ? List.<JsonObject>of() : atTarget) {
      if (!isComputed(preference)) {
        there.add(preference);
      }
    }
    if (!sameInAnyOrder(wanted, there)) {
      throw new StreamingException(
          ErrorCode.VERIFICATION_FAILED,
          ErrorContext.of("app.bsky.actor.putPreferences").at(parties.target().origin().host()),
          "the target holds other preferences than it was sent");
    }
    done(PreferencesOutcome.COPIED, wanted.size());
  }

  private void done(PreferencesOutcome outcome, long count) throws StreamingException {
    logbook.add(new Fact.PreferencesCopied(logbook.now(), outcome, count));
  }

  private static boolean isComputed(JsonObject preference) {
    JsonValue type = preference.get("$type");
    return type != null && type.isString() && type.asString().equals(COMPUTED);
  }

  private static boolean sameInAnyOrder(List<JsonObject> wanted, List<JsonObject> there) {
    List<JsonObject> rest = new ArrayList<>(there);
    for (JsonObject preference : wanted) {
      int found = -1;
      for (int i = 0; i < rest.size() && found < 0; i++) {
        found = SameJson.same(preference, rest.get(i)) ? i : -1;
      }
      if (found < 0) {
        return false;
      }
      rest.remove(found);
    }
    return rest.isEmpty();
  }
}
