package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserActionTest {
  @Test void actionComesBack() {
    UserAction action =
        new UserAction("sign-in", "source-sign-in", Map.of("handle", "ana.example", "password", "a \"b\" \\ \u00fc"));
    assertEquals(action, UserAction.parse(action.toJson().toString()));
  }

  @Test void fieldThatIsNotThereIsEmpty() {
    UserAction action = UserAction.parse("{\"type\":\"action\",\"action\":\"go\",\"screen\":\"plan\"}");
    assertEquals("", action.value("handle"));
    assertFalse(action.isYes("sure"));
  }

  @Test void tickedCheckboxIsYes() {
    assertTrue(new UserAction("go", "gate", Map.of("sure", "yes")).isYes("sure"));
    assertFalse(new UserAction("go", "gate", Map.of("sure", "")).isYes("sure"));
  }

  @Test void printedActionHoldsNothingThatWasTyped() {
    assertFalse(new UserAction("go", "gate", Map.of("password", "hunter2")).toString().contains("hunter2"));
  }

  @Test void refusalHoldsNothingThatWasTyped() {
    for (String message : List.of(
        "hunter2", "{\"type\":\"action\",\"values\":{\"p\":hunter2}}", "{\"type\":\"hunter2\"}",
        "{\"type\":\"action\",\"values\":{\"hunter2\":7}}", "[\"hunter2\"]", "{\"type\":\"view\"}")) {
      Exception refusal = assertThrows(IllegalArgumentException.class, () -> UserAction.parse(message), message);
      assertFalse(refusal.toString().contains("hunter2"), refusal.toString());
    }
  }
}
