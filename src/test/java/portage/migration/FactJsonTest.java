package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.transfer.TransferProfile;

class FactJsonTest {
  /** Parts of names of what opens something. An {@link ErrorCode} may be called a code; a text may not. */
  private static final List<String> SECRET =
      List.of("password", "token", "jwt", "secret", "private", "session", "invite", "code", "mail");

  @Test void everyKindOfFactIsAmongTheSamples() {
    Set<Class<?>> kinds = Samples.everyKind().stream().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(Fact.class.getPermittedSubclasses()), kinds);
  }

  @Test void everyFactComesBack() {
    for (Fact fact : Samples.everyKind()) {
      assertEquals(fact, FactJson.read(FactJson.write(fact)), FactJson.write(fact));
    }
  }

  @Test void everyStepOutcomeAndCodeComesBack() {
    for (Step step : Step.values()) {
      assertEquals(new Fact.Begun(1, step), FactJson.read(FactJson.write(new Fact.Begun(1, step))));
      assertEquals(new Fact.Done(1, step), FactJson.read(FactJson.write(new Fact.Done(1, step))));
    }
    for (PreferencesOutcome outcome : PreferencesOutcome.values()) {
      Fact fact = new Fact.PreferencesCopied(1, outcome, 9);
      assertEquals(fact, FactJson.read(FactJson.write(fact)));
    }
    for (ErrorCode code : ErrorCode.values()) {
      Fact fact = new Fact.Failed(1, Step.VERIFY, code);
      assertEquals(fact, FactJson.read(FactJson.write(fact)));
    }
  }

  @Test void factIsOneLine() {
    for (Fact fact : Samples.everyKind()) {
      assertFalse(FactJson.write(fact).contains("\n"));
    }
    assertFalse(FactJson.write(new Fact.OperationSigned(1, "a\nb")).contains("\n"));
  }

  @Test void cutOffFactIsNone() {
    for (Fact fact : Samples.everyKind()) {
      String text = FactJson.write(fact);
      for (int length = 0; length < text.length(); length++) {
        assertNull(FactJson.read(text.substring(0, length)), text.substring(0, length));
      }
    }
  }

  @Test void factOfAnotherVersionIsNone() {
    for (String text : List.of(
        "{\"fact\":\"teleported\",\"at\":1}", "{\"fact\":\"begun\",\"at\":1,\"step\":\"TELEPORT\"}",
        "{\"fact\":\"failed\",\"at\":1,\"step\":\"VERIFY\",\"code\":\"TELEPORTED\"}",
        "{\"fact\":\"preferences\",\"at\":1,\"outcome\":\"LOST\",\"count\":1}", "{\"at\":1}", "{\"fact\":\"code\"}",
        "{\"fact\":7,\"at\":1}", "{\"fact\":\"code\",\"at\":\"1\"}", "{\"fact\":\"code\",\"at\":-1}", "[]", "null")) {
      assertNull(FactJson.read(text), text);
    }
  }

  @Test void factWithAFieldMissingOrOfAnotherTypeIsNone() {
    for (Fact fact : Samples.everyKind()) {
      JsonObject whole = Json.parse(FactJson.write(fact)).asObject();
      for (String name : whole.names()) {
        // The handle may be unknown, and no problems may be left; the first version did not say which it is.
        if (!name.equals("handle") && !name.equals("problems") && !name.equals("v")) {
          JsonObject less = Json.parse(whole.toString()).asObject().remove(name);
          assertNull(FactJson.read(less.toString()), less.toString());
        }
        JsonObject wrong = Json.parse(whole.toString()).asObject().set(name, true);
        assertNull(FactJson.read(wrong.toString()), wrong.toString());
      }
    }
  }

  @Test void profileBeyondAllBoundsIsNone() {
    String profile = FactJson.write(new Fact.ProfileChosen(1, TransferProfile.DEFAULT));
    assertNotNull(FactJson.read(profile));
    for (String name : List.of("chunk", "window", "downloads", "uploads")) {
      for (long wrong : new long[] {0, -1, 9_000_000_000_000_000L}) {
        String text = Json.parse(profile).asObject().set(name, wrong).toString();
        assertNull(FactJson.read(text), text);
      }
    }
  }

  @Test void planWithAnAddressThatIsNoneIsNone() {
    String plan = FactJson.write(Samples.everyKind().get(0));
    assertNotNull(FactJson.read(plan));
    for (String wrong : List.of("https://u:p@source.example", "http://source.example", "javascript:alert(1)", "")) {
      assertNull(FactJson.read(plan.replace("https://source.example", wrong)), wrong);
    }
    assertNull(FactJson.read(plan.replace(Samples.DID, "did:plc:")));
    assertNull(FactJson.read(plan.replace("did:key:z", "did:key:y")));
  }

  @Test void cutOffFactIsLeftOutAndNoOther() throws Exception {
    List<String> lines = Samples.everyKind().stream().map(FactJson::write).toList();
    for (int count = 1; count < lines.size(); count++) {
      List<String> cut = new ArrayList<>(lines.subList(0, count));
      String last = cut.get(count - 1);
      cut.set(count - 1, last.substring(0, last.length() - 1));
      assertEquals(Samples.everyKind().subList(0, count - 1), FactJson.readAll(cut, Samples.DID));
      cut.add(lines.get(count));
      List<Fact> wanted = new ArrayList<>(Samples.everyKind().subList(0, count + 1));
      wanted.remove(count - 1);
      assertEquals(wanted, FactJson.readAll(cut, Samples.DID), "what was written after the crash");
    }
  }

  @Test void journalOfTheFirstVersionIsRead() throws Exception {
    List<Fact> first =
        Samples.everyKind().stream()
            .filter(fact -> !(fact instanceof Fact.CodeUsed || fact instanceof Fact.IdentityFound || fact instanceof Fact.RepoGrown))
            .toList();
    List<String> lines =
        first.stream().map(fact -> Json.parse(FactJson.write(fact)).asObject().remove("v").toString()).toList();
    assertEquals(first, FactJson.readAll(lines, Samples.DID));
  }

  @Test void factOfANewerVersionIsRefusedEvenIfItsKindIsKnown() {
    String known = FactJson.write(new Fact.Approved(1));
    String newer = Json.parse(known).asObject().set("v", FactJson.VERSION + 1).toString();
    String unknown = "{\"fact\":\"teleported\",\"at\":1,\"v\":" + (FactJson.VERSION + 1) + "}";
    for (String text : List.of(newer, unknown)) {
      assertNull(FactJson.read(text), text);
      assertEquals(ErrorCode.JOURNAL_NEWER, refused(List.of(known, text)), "as the last");
      assertEquals(ErrorCode.JOURNAL_NEWER, refused(List.of(text, known)), "as the first");
    }
  }

  @Test void wholeFactThatMakesNoSenseIsRefusedAlsoAsTheLast() {
    String known = FactJson.write(new Fact.Approved(1));
    for (String text : List.of("{\"fact\":\"teleported\",\"at\":1}", "{\"fact\":\"begun\",\"at\":1,\"step\":\"TELEPORT\"}")) {
      assertEquals(ErrorCode.JOURNAL_DAMAGED, refused(List.of(known, text)), text);
    }
  }

  private static ErrorCode refused(List<String> lines) {
    return assertThrows(StreamingException.class, () -> FactJson.readAll(lines, Samples.DID)).code();
  }

  @Test void unknownMembersAreLeftAlone() {
    assertEquals(new Fact.CodeRequested(12), FactJson.read("{\"new\":[1],\"fact\":\"code\",\"at\":12}"));
  }

  @Test void noFactHasRoomForASecret() {
    Set<Class<?>> seen = new HashSet<>();
    for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
      hasNoRoomForASecret(kind, seen);
    }
    assertEquals(true, seen.contains(MigrationPlan.class) && seen.contains(BlobProblem.class), "looked too little");
  }

  private static void hasNoRoomForASecret(Class<?> type, Set<Class<?>> seen) {
    if (!type.isRecord() || !seen.add(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      boolean isSecret =
          component.getType() != ErrorCode.class
              && SECRET.stream().anyMatch(component.getName().toLowerCase()::contains);
      assertFalse(isSecret, type.getSimpleName() + " keeps " + component.getName());
      hasNoRoomForASecret(component.getType(), seen);
      // Lists name what they hold: List<BlobProblem>.
      Stream.of(BlobProblem.class)
          .filter(held -> component.getGenericType().getTypeName().contains(held.getName()))
          .forEach(held -> hasNoRoomForASecret(held, seen));
    }
  }
}
